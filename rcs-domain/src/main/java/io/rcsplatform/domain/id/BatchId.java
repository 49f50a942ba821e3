package io.rcsplatform.domain.id;

import java.time.Instant;
import java.util.UUID;

/** A batch of recipients that travels as one message between services. A campaign's batch ids are derived. */
public record BatchId(UUID value) {
    public static final String PREFIX = "bat";

    public static BatchId derive(CampaignId campaign, Instant launchedAt, int number) {
        return new BatchId(Uuid7.derive(launchedAt, number, Uuid7.fingerprint(campaign.value())));
    }

    public static BatchId parse(String text) {
        return new BatchId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
