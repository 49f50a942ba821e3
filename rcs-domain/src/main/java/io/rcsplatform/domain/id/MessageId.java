package io.rcsplatform.domain.id;

import java.time.Instant;
import java.util.UUID;

/** One message to one recipient, with all its legs. A campaign's message ids are derived, never drawn. */
public record MessageId(UUID value) {
    public static final String PREFIX = "msg";

    /** The only id that the recipient with this sequence number can have in this campaign, whoever computes it and how often. */
    public static MessageId derive(CampaignId campaign, Instant launchedAt, int sequence) {
        return new MessageId(Uuid7.derive(launchedAt, sequence, Uuid7.fingerprint(campaign.value())));
    }

    public static MessageId parse(String text) {
        return new MessageId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
