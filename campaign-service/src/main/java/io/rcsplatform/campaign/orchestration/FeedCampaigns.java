package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.campaign.orchestration.CampaignPlans.Batch;
import io.rcsplatform.campaign.orchestration.CampaignPlans.Running;
import io.rcsplatform.platform.logging.LogFields;
import io.rcsplatform.platform.messaging.Publisher;
import io.rcsplatform.platform.messaging.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps each running campaign's share of its sender's time in flight. A batch counts as fed once the broker has confirmed it; a crash
 * between the two feeds it twice, which is harmless, since its ids are derived.
 */
@Service
class FeedCampaigns {
    private static final Logger log = LoggerFactory.getLogger(FeedCampaigns.class);

    /** Recipients per round, over all campaigns: what a round may hold in memory. */
    private static final int ROUND = 20_000;

    private static final int CAMPAIGNS = 50;

    private final CampaignPlans plans;
    private final DispatchBatches batches;
    private final Publisher publisher;
    private final Traces traces;
    private final OrchestratorProperties properties;

    FeedCampaigns(
            CampaignPlans plans,
            DispatchBatches batches,
            Publisher publisher,
            Traces traces,
            OrchestratorProperties properties) {
        this.plans = plans;
        this.batches = batches;
        this.publisher = publisher;
        this.traces = traces;
        this.properties = properties;
    }

    /** @return whether credit was left for which this round had no room */
    @Transactional
    public boolean feed() {
        var hungry = plans.lockHungry(CAMPAIGNS, properties);
        if (hungry.isEmpty()) {
            return false;
        }
        var inFlight = new ArrayList<Feeding>();
        int room = ROUND;
        boolean brokerAnswers = true;
        for (var campaign : hungry) {
            if (room <= 0 || !brokerAnswers) {
                break;
            }
            var feeding = publish(campaign, room);
            inFlight.add(feeding);
            room -= feeding.recipients();
            brokerAnswers = !feeding.failedAtOnce();
        }
        inFlight.forEach(this::markFed);
        return room <= 0 && brokerAnswers;
    }

    private Feeding publish(Running campaign, int room) {
        var due = new ArrayList<>(plans.fedTooLong(campaign, properties.feedAgainAfter()));
        due.addAll(affordable(campaign, room));
        var feeding = new Feeding(campaign, due, new ArrayList<>());
        return due.isEmpty()
                ? feeding
                : traces.within(campaign.traceparent(), "campaign feeding", () -> publish(feeding));
    }

    private Feeding publish(Feeding feeding) {
        var lane = DispatchBatches.lane(feeding.campaign().trafficClass());
        for (var batch : batches.of(feeding.campaign(), feeding.batches())) {
            feeding.confirms().add(publisher.publishAsync(lane, batch));
            if (feeding.failedAtOnce()) {
                break;
            }
        }
        return feeding;
    }

    /** One batch may overdraw the credit, or a campaign with less credit than a batch would never get on. */
    private List<Batch> affordable(Running campaign, int room) {
        long credit = Math.min(campaign.credit(properties), room);
        if (campaign.ended() || credit <= 0) {
            return List.of();
        }
        var affordable = new ArrayList<Batch>();
        for (var batch : plans.pending(campaign)) {
            if (credit <= 0) {
                break;
            }
            affordable.add(batch);
            credit -= batch.size();
        }
        return affordable;
    }

    /** Also where nothing was due: whoever had its turn goes to the end of the line. */
    private void markFed(Feeding feeding) {
        var confirmed = new ArrayList<Batch>();
        Throwable failure = null;
        for (int i = 0; i < feeding.confirms().size(); i++) {
            try {
                feeding.confirms().get(i).join();
                confirmed.add(feeding.batches().get(i));
            } catch (CompletionException e) {
                failure = e.getCause();
            }
        }
        plans.markFed(feeding.campaign(), confirmed, failure != null);
        if (failure != null) {
            int missed = feeding.batches().size() - confirmed.size();
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "campaign.feeding_failed")
                    .addKeyValue(LogFields.CAMPAIGN, feeding.campaign().id())
                    .log(
                            "{}: {} batches are fed again later: {}",
                            feeding.campaign().id(),
                            missed,
                            failure.toString());
        }
    }

    /** @param confirms of the first batches, as far as they were published */
    private record Feeding(Running campaign, List<Batch> batches, List<CompletableFuture<Void>> confirms) {
        int recipients() {
            return batches.stream().mapToInt(Batch::size).sum();
        }

        /** Where the broker cannot be reached, each further attempt would cost its time-out. */
        boolean failedAtOnce() {
            return !confirms.isEmpty() && confirms.getLast().isCompletedExceptionally();
        }
    }
}
