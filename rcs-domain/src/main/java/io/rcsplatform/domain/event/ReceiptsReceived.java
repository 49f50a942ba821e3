package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalised receipts of one provider account. They carry no tenant: which message, and so which tenant, an id belongs to is known
 * to the ledger only.
 */
public record ReceiptsReceived(EventId id, Instant occurredAt, String account, List<Receipt> receipts)
        implements Event {
    public static final String SCHEMA = "receipts.received.v1";

    @Override
    public String schema() {
        return SCHEMA;
    }

    /**
     * @param state one of sent, delivered, read, failed, expired, revoked
     * @param at the provider's time of the fact, or of its arrival where the provider gives none
     * @param code the provider's own code, kept as it came
     */
    public record Receipt(
            String providerMessageId,
            MessageState state,
            Instant at,
            @Nullable Reason reason,
            @Nullable String code) {}
}
