package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.MessageId;
import java.util.Locale;

/** Variables that every template may use and no contact brings. */
enum BuiltIn {
    CAMPAIGN_ID,
    MESSAGE_ID;

    String variable() {
        return name().toLowerCase(Locale.ROOT);
    }

    String valueFor(CampaignId campaign, MessageId message) {
        return switch (this) {
            case CAMPAIGN_ID -> campaign.toString();
            case MESSAGE_ID -> message.toString();
        };
    }
}
