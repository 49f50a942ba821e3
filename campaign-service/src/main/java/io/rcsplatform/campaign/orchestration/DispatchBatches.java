package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.campaign.orchestration.CampaignPlans.Batch;
import io.rcsplatform.campaign.orchestration.CampaignPlans.Planned;
import io.rcsplatform.campaign.orchestration.CampaignPlans.Running;
import io.rcsplatform.campaign.orchestration.Contents.Content;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.FallbackPolicy;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.platform.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes out what dispatch-service needs to send batches of a plan. */
@Component
class DispatchBatches {
    private final CampaignPlans plans;
    private final Contents contents;
    private final Ids ids;
    private final Clock clock;

    DispatchBatches(CampaignPlans plans, Contents contents, Ids ids, Clock clock) {
        this.plans = plans;
        this.contents = contents;
        this.ids = ids;
        this.clock = clock;
    }

    /** What somebody waits for does not wait behind promotions; credit keeps that lane short too. */
    static Destination lane(TrafficClass trafficClass) {
        return switch (trafficClass) {
            case AUTHENTICATION, TRANSACTION -> Destination.DISPATCH_EXPRESS;
            case PROMOTION, SERVICE_REQUEST, ACKNOWLEDGEMENT -> Destination.DISPATCH_BULK;
        };
    }

    /** In the order of the batches. */
    List<DispatchBatch> of(Running campaign, List<Batch> batches) {
        if (batches.isEmpty()) {
            return List.of();
        }
        var content = contents.of(campaign.tenant(), campaign.templateVersion(), campaign.fallbackSender() != null);
        var written = new ArrayList<DispatchBatch>();
        for (int from = 0; from < batches.size(); ) {
            int to = endOfRun(batches, from);
            var recipients = plans.recipients(
                            campaign,
                            batches.get(from).firstSeq(),
                            batches.get(to - 1).lastSeq())
                    .iterator();
            for (var batch : batches.subList(from, to)) {
                var members = new ArrayList<Recipient>(batch.size());
                for (int i = 0; i < batch.size(); i++) {
                    members.add(recipient(campaign, content, recipients.next()));
                }
                written.add(batch(campaign, content, batch, members));
            }
            from = to;
        }
        return written;
    }

    /** Batches that follow each other are read with one query. */
    private static int endOfRun(List<Batch> batches, int from) {
        int to = from + 1;
        while (to < batches.size()
                && batches.get(to).number() == batches.get(to - 1).number() + 1) {
            to++;
        }
        return to;
    }

    private DispatchBatch batch(Running campaign, Content content, Batch batch, List<Recipient> recipients) {
        return new DispatchBatch(
                ids.event(),
                campaign.tenant(),
                clock.instant(),
                BatchId.derive(campaign.id(), campaign.launchedAt(), batch.number()),
                campaign.id(),
                batch.number(),
                Channel.RCS,
                campaign.sender(),
                campaign.trafficClass(),
                content.rcs(),
                content.variables(),
                recipients,
                deadline(campaign),
                fallback(campaign, content),
                campaign.unknownPolicy());
    }

    /** What was in flight when a campaign ended may be lost: asked for again, it must come back as an end and not go out. */
    private static Instant deadline(Running campaign) {
        return campaign.ended() ? campaign.launchedAt() : campaign.launchedAt().plus(campaign.validity());
    }

    private static @Nullable FallbackPolicy fallback(Running campaign, Content content) {
        return campaign.fallbackSender() == null || content.sms() == null
                ? null
                : new FallbackPolicy(campaign.fallbackSender(), content.sms());
    }

    private static Recipient recipient(Running campaign, Content content, Planned planned) {
        var id = MessageId.derive(campaign.id(), campaign.launchedAt(), planned.seq());
        if (content.builtIns().isEmpty()) {
            return new Recipient(id, planned.to(), planned.inputs());
        }
        var values = new ArrayList<>(planned.inputs());
        content.builtIns().forEach(builtIn -> values.add(builtIn.valueFor(campaign.id(), id)));
        return new Recipient(id, planned.to(), values);
    }
}
