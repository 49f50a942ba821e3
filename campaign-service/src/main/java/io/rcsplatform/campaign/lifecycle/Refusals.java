package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignRefused;
import io.rcsplatform.platform.web.ApiProblem;
import java.util.function.Supplier;

/** How refused commands are answered over HTTP. */
final class Refusals {
    private Refusals() {}

    /** @throws ApiProblem 409 where the command does not fit the campaign's state */
    static Campaign answered(Supplier<Campaign> command) {
        try {
            return command.get();
        } catch (CampaignRefused refusal) {
            throw ApiProblem.conflict(
                    refusal.code(), String.valueOf(refusal.getMessage()) + ".", refusal.action() + ".");
        } catch (StaleCampaign stale) {
            throw ApiProblem.conflict(
                    "campaign_changed",
                    String.valueOf(stale.getMessage()) + ".",
                    "Get the campaign again, and repeat the request if it still makes sense.");
        }
    }
}
