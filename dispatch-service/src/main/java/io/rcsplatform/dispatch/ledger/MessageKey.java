package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.TenantId;
import java.util.Comparator;

/** One message of one tenant. Sorts as its rows are locked. */
record MessageKey(TenantId tenant, MessageId message) implements Comparable<MessageKey> {
    private static final Comparator<MessageKey> ORDER = Comparator.comparing(
                    (MessageKey key) -> key.tenant().value())
            .thenComparing(key -> key.message().value());

    @Override
    public int compareTo(MessageKey other) {
        return ORDER.compare(this, other);
    }
}
