package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.campaign.lifecycle.StallReason;
import io.rcsplatform.domain.campaign.CampaignStatus;
import java.time.Duration;

/**
 * What is known of a campaign that does not move.
 *
 * @param feedingFails whether the broker refused its batches at the last attempt
 * @param inFlight recipients that were handed over and have not come back
 * @param putOff whether some of them wait since their provider is out of order
 * @param senderBusy how long its sender needs for all that is in flight for it
 * @param deferred recipients that are tried again later
 * @param missing recipients of completed batches without an outcome, who are not tried again
 * @param fallbacksOpen fallbacks that are not decided, and ordered SMS without an outcome
 */
record Situation(
        CampaignStatus status,
        boolean feedingFails,
        long inFlight,
        boolean putOff,
        Duration senderBusy,
        long deferred,
        long missing,
        long fallbacksOpen) {
    /** What a sender can work off within less is no reason to stand still for a minute. */
    private static final Duration LONG = Duration.ofSeconds(30);

    StallReason reason() {
        if (status == CampaignStatus.PLANNING) {
            return StallReason.PLANNING;
        } else if (feedingFails) {
            return StallReason.BROKER_UNREACHABLE;
        } else if (putOff) {
            return StallReason.PROVIDER_UNAVAILABLE;
        } else if (inFlight > 0) {
            return senderBusy.compareTo(LONG) >= 0 ? StallReason.SENDER_RATE : StallReason.DISPATCH_NOT_ANSWERING;
        } else if (status == CampaignStatus.RUNNING) {
            return StallReason.NOT_FED;
        } else if (missing > 0) {
            return StallReason.OUTCOMES_MISSING;
        }
        return deferred > 0 || fallbacksOpen == 0 ? StallReason.PROVIDER_UNAVAILABLE : StallReason.FALLBACKS_PENDING;
    }
}
