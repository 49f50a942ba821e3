package io.rcsplatform.dispatch.inspection;

import io.rcsplatform.dispatch.inspection.CampaignLegs.Batches;
import io.rcsplatform.dispatch.inspection.CampaignLegs.Group;
import io.rcsplatform.dispatch.inspection.CampaignLegs.OptOuts;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger counts for a campaign.
 *
 * @param messages all that the ledger has a row of
 * @param inProgress those without an outcome
 * @param outcomes of messages as a whole
 * @param reasons of outcomes that have one, as {@code state:reason}
 * @param legs states by channel
 * @param smsSettled SMS legs with an outcome
 * @param resent submissions of messages whose answer had been lost, to a provider that may take them for second ones
 * @param eventsWaiting events about this campaign that the broker has not confirmed
 */
record Totals(
        CampaignId campaignId,
        long batches,
        long batchesDone,
        long messages,
        long inProgress,
        Map<MessageState, Long> outcomes,
        Map<String, Long> reasons,
        Map<String, Long> legs,
        long deliveredTwice,
        long duplicates,
        long smsSettled,
        long resent,
        OptOuts optOuts,
        long eventsWaiting) {

    static Totals of(CampaignId id, Batches batches, List<Group> groups, OptOuts optOuts, long eventsWaiting) {
        var outcomes = new TreeMap<MessageState, Long>();
        var reasons = new TreeMap<String, Long>();
        var legs = new TreeMap<String, Long>();
        long messages = 0;
        long inProgress = 0;
        long twice = 0;
        long smsSettled = 0;
        for (var group : groups) {
            messages += group.count();
            smsSettled += group.isSettled(Channel.SMS) ? group.count() : 0;
            group.legs()
                    .forEach((channel, status) ->
                            legs.merge(lower(channel) + ":" + lower(status.state()), group.count(), Long::sum));
            var outcome = group.outcome();
            var state = outcome.state();
            if (state == null) {
                inProgress += group.count();
                continue;
            }
            outcomes.merge(state, group.count(), Long::sum);
            twice += outcome.deliveredTwice() ? group.count() : 0;
            var reason = outcome.reason();
            if (reason != null) {
                reasons.merge(lower(state) + ":" + lower(reason), group.count(), Long::sum);
            }
        }
        return new Totals(
                id,
                batches.all(),
                batches.done(),
                messages,
                inProgress,
                outcomes,
                reasons,
                legs,
                twice,
                batches.duplicates(),
                smsSettled,
                batches.resent(),
                optOuts,
                eventsWaiting);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
