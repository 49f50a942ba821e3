package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.MessageId;

/** Variables that every template may use and no contact brings. */
final class BuiltIn {
    private static final String CAMPAIGN_ID = "campaign_id";
    private static final String MESSAGE_ID = "message_id";

    private BuiltIn() {}

    static boolean isBuiltIn(String variable) {
        return CAMPAIGN_ID.equals(variable) || MESSAGE_ID.equals(variable);
    }

    static String valueOf(String variable, CampaignId campaign, MessageId message) {
        return switch (variable) {
            case CAMPAIGN_ID -> campaign.toString();
            case MESSAGE_ID -> message.toString();
            default -> throw new IllegalArgumentException("not built in: " + variable);
        };
    }
}
