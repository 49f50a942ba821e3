package io.rcsplatform.platform.messaging;

import io.rcsplatform.platform.messaging.OutboxTable.Backlog;
import java.time.Duration;

/** Forgets old rows, little by little, and measures what waits. */
class Housekeeping {
    static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration OUTBOX_KEPT = Duration.ofDays(1);
    /** Longer than any message waits in a queue, and than a replay reaches back. */
    private static final Duration INBOX_KEPT = Duration.ofDays(8);

    private static final int AT_A_TIME = 2000;

    private final OutboxTable outbox;
    private final Inbox inbox;
    private volatile Backlog backlog = new Backlog(0, 0);

    Housekeeping(OutboxTable outbox, Inbox inbox) {
        this.outbox = outbox;
        this.inbox = inbox;
    }

    boolean run() {
        backlog = outbox.backlog();
        int deleted = outbox.deletePublishedBefore(OUTBOX_KEPT, AT_A_TIME);
        deleted += inbox.deleteOlderThan(INBOX_KEPT, AT_A_TIME);
        return deleted >= AT_A_TIME;
    }

    Backlog backlog() {
        return backlog;
    }
}
