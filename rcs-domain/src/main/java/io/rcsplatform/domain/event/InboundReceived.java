package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people sent to a provider account: replies, taps, opt-outs. campaign-service finds the tenant by account and agent. */
public record InboundReceived(EventId id, Instant occurredAt, String account, List<Inbound> messages) implements Event {
    public static final String SCHEMA = "inbound.received.v1";

    @Override
    public String schema() {
        return SCHEMA;
    }

    /**
     * @param providerMessageId the key to recognise a repetition by
     * @param agent the agent's or sender's address that was written to; null where the provider does not say
     * @param text of a reply, or of the chip that was tapped
     * @param postback of the chip that was tapped
     */
    public record Inbound(
            String providerMessageId,
            Kind kind,
            PhoneNumber from,
            @Nullable String agent,
            @Nullable String text,
            @Nullable String postback,
            Instant at) {}

    public enum Kind {
        TEXT,
        SUGGESTION,
        FILE,
        LOCATION,
        /** The provider's own word that the person unsubscribed, beside any text that said so. */
        OPT_OUT,
        OPT_IN
    }
}
