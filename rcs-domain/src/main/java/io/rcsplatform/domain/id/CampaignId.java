package io.rcsplatform.domain.id;

import java.util.UUID;

/** A bulk send. */
public record CampaignId(UUID value) {
    public static final String PREFIX = "cmp";

    public static CampaignId parse(String text) {
        return new CampaignId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
