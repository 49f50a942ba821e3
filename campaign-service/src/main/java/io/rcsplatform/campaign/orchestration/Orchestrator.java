package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.campaign.lifecycle.Doorbell;
import io.rcsplatform.campaign.lifecycle.Doorbell.Occasion;
import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs this instance's share of the work on campaigns. Any number of instances may: each campaign's row is its lease. */
@Component
@EnableConfigurationProperties(OrchestratorProperties.class)
class Orchestrator implements SmartLifecycle {
    /** Completions come by the dozen; what comes within this time of a round is one round's work. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_MEASURES = Duration.ofSeconds(5);

    private final List<BackgroundLoop> loops = new ArrayList<>();
    private volatile boolean running;

    Orchestrator(
            LaunchDueCampaigns launching,
            PlanCampaigns planning,
            FeedCampaigns feeding,
            EndCampaigns ending,
            WatchCampaigns watching,
            FeedMetrics measures,
            CampaignPlans plans,
            Doorbell doorbell,
            OrchestratorProperties properties) {
        if (!properties.enabled()) {
            return;
        }
        var pause = properties.pollInterval();
        add(new BackgroundLoop("campaign-launches", pause, () -> launching.launchDue() > 0));
        for (int i = 1; i <= properties.planners(); i++) {
            add(new BackgroundLoop("campaign-planning-" + i, pause, planning::planNext));
        }
        var feedingLoop = add(new BackgroundLoop("campaign-feeding", pause, () -> {
            if (!plans.anythingToDo()) {
                return false;
            }
            boolean more = feeding.feed();
            ending.end();
            Thread.sleep(more ? Duration.ZERO : BETWEEN_ROUNDS);
            return more;
        }));
        loops.forEach(loop -> doorbell.answeredBy(Occasion.CAMPAIGN_CHANGED, loop::wake));
        doorbell.answeredBy(Occasion.PROGRESS_MADE, feedingLoop::wake);
        add(new BackgroundLoop("campaign-watch", BETWEEN_LOOKS, () -> {
            watching.look();
            return false;
        }));
        add(new BackgroundLoop("feed-measures", BETWEEN_MEASURES, () -> {
            measures.look();
            return false;
        }));
    }

    private BackgroundLoop add(BackgroundLoop loop) {
        loops.add(loop);
        return loop;
    }

    @Override
    public void start() {
        loops.forEach(BackgroundLoop::start);
        running = true;
    }

    @Override
    public void stop() {
        loops.forEach(BackgroundLoop::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
