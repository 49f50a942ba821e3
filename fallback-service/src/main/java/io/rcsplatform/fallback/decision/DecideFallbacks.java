package io.rcsplatform.fallback.decision;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.domain.event.FallbackDecided.Decision;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.platform.messaging.Inbox;
import io.rcsplatform.platform.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers fallback requests: each message becomes an SMS under the same message id, or is declined; once, however often it is asked
 * for. The record, the order and the announcement are one transaction.
 */
@Service
class DecideFallbacks {
    private static final String CONSUMER = "fallback";

    private final Inbox inbox;
    private final FallbackDecisions decisions;
    private final Outbox outbox;
    private final Clock clock;

    DecideFallbacks(Inbox inbox, FallbackDecisions decisions, Outbox outbox, Clock clock) {
        this.inbox = inbox;
        this.decisions = decisions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returns what was decided now, and not before. */
    @Transactional
    List<Decision> decide(List<MessageEvents> together) {
        var news = inbox.firstTime(
                CONSUMER, together.stream().map(MessageEvents::id).toList());
        var now = clock.instant();
        return Asked.byCampaign(together, news).stream()
                .flatMap(asked -> decide(asked, now).stream())
                .toList();
    }

    private List<Decision> decide(Asked asked, Instant now) {
        var decided = decisions.decide(asked, now);
        if (!decided.isEmpty()) {
            var follow = new FollowUp(asked, now);
            follow.smsBatches(decided).forEach(batch -> outbox.add(Destination.DISPATCH_EXPRESS, batch));
            outbox.add(
                    Destination.FALLBACK_EVENTS,
                    new FallbackDecided(follow.id(), asked.tenant(), now, asked.campaign(), decided));
        }
        return decided;
    }
}
