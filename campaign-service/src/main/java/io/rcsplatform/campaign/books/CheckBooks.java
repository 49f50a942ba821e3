package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.books.CampaignWatches.Watched;
import io.rcsplatform.campaign.progress.CampaignProgress;
import io.rcsplatform.campaign.progress.CampaignProgress.Standing;
import io.rcsplatform.campaign.progress.CorrectCounters;
import io.rcsplatform.campaign.progress.Counts;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.logging.LogFields;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/**
 * Compares campaigns' counters with the ledger, one by one, while they run and long after. What differs is reported, then healed: by
 * having events published again, which are counted once however often they come, and where that does not help, by moving the counters
 * to what the ledger says. Nothing that is on its way is taken for a difference: both sides must have stood still, at two checks in a row,
 * and no event be waiting.
 */
@Service
@EnableConfigurationProperties(BooksProperties.class)
class CheckBooks {
    private static final Logger log = LoggerFactory.getLogger(CheckBooks.class);
    private static final int AT_ONCE = 10;
    private static final Duration RAREST = Duration.ofHours(6);

    /** A queue that many campaigns share may never be seen empty; what has not come out of it for so long is not in it. */
    private static final Duration LONGEST_IN_QUEUE = Duration.ofMinutes(2);

    /** Clocks of two services differ, and the oldest events are a little older than the launch is by this one. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final CampaignWatches watches;
    private final CampaignProgress progress;
    private final Ledger ledger;
    private final Replays replays;
    private final EventQueue queue;
    private final RecordCampaign records;
    private final CorrectCounters correcting;
    private final BooksMetrics metrics;
    private final BooksProperties properties;

    CheckBooks(
            CampaignWatches watches,
            CampaignProgress progress,
            Ledger ledger,
            Replays replays,
            EventQueue queue,
            RecordCampaign records,
            CorrectCounters correcting,
            BooksMetrics metrics,
            BooksProperties properties) {
        this.watches = watches;
        this.progress = progress;
        this.ledger = ledger;
        this.replays = replays;
        this.queue = queue;
        this.records = records;
        this.correcting = correcting;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** @return whether more may be due */
    boolean checkDue() {
        var due = watches.claimDue(AT_ONCE);
        due.forEach(this::check);
        metrics.outOfBalance(watches.outOfBalance());
        return due.size() == AT_ONCE;
    }

    private void check(Watched watched) {
        try {
            checkOne(watched);
        } catch (Unanswered e) {
            log.warn("{} cannot be checked for now: {}", watched.campaign(), e.getMessage());
            watches.write(watched, 0, properties.interval());
        } catch (ApiProblem e) {
            log.warn("{} is checked no more: {}", watched.campaign(), e.getMessage());
            watches.forget(watched);
        }
    }

    private void checkOne(Watched watched) {
        var standing = progress.standing(watched.tenant(), watched.campaign());
        var still = Duration.between(standing.updatedAt(), watched.at());
        if (!isPlanned(standing.status()) || still.compareTo(properties.quiet()) < 0) {
            watches.write(watched.moving(), 0, properties.interval());
            return;
        }
        if (standing.status().isEnd() && (!standing.isKept() || still.compareTo(properties.watchedFor()) > 0)) {
            watches.forget(watched);
            return;
        }
        var totals = ledger.totals(watched.tenant(), watched.campaign());
        var difference = Difference.between(standing.counts(), totals.counts());
        if (difference.isNone()) {
            agreed(healFallbacks(watched, standing, totals, still), standing, still);
        } else {
            differs(watched, standing, totals, difference);
        }
    }

    private void agreed(Watched watched, Standing standing, Duration still) {
        if (watched.differsSince() != null) {
            log.atInfo()
                    .addKeyValue(LogFields.EVENT, "books.balanced")
                    .addKeyValue(LogFields.CAMPAIGN, watched.campaign())
                    .log("{}: the counters are what the ledger counts again", watched.campaign());
        }
        if (standing.status().isEnd()) {
            records.changed(watched.tenant(), watched.campaign());
        }
        watches.write(watched.agreed(), 0, standing.status().isEnd() ? rarer(still) : properties.interval());
    }

    /** The longer nothing has come in, the less is to be expected. */
    private Duration rarer(Duration still) {
        var quarter = still.dividedBy(4);
        if (quarter.compareTo(properties.interval()) < 0) {
            return properties.interval();
        }
        return quarter.compareTo(RAREST) < 0 ? quarter : RAREST;
    }

    private void differs(Watched before, Standing standing, LedgerTotals totals, Difference difference) {
        var both = standing.counts().byName() + " / " + totals.counts().byName() + " of " + totals.messages();
        boolean same = both.equals(before.seen());
        var watched = before.saw(both);
        boolean certain = same && totals.eventsWaiting() == 0 && (queue.isEmpty() || isOverdue(watched));
        if (!certain) {
            watches.write(watched, 0, properties.interval());
            return;
        }
        if (watched.differsSince() == null) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "books.out_of_balance")
                    .addKeyValue(LogFields.CAMPAIGN, watched.campaign())
                    .log("{}: the counters differ from the ledger: {}", watched.campaign(), difference.byName());
            metrics.found();
        }
        heal(watched.differing(), standing, totals);
    }

    private static boolean isOverdue(Watched watched) {
        var since = watched.seenSince();
        return since != null && !since.plus(LONGEST_IN_QUEUE).isAfter(watched.at());
    }

    private void heal(Watched watched, Standing standing, LedgerTotals totals) {
        var since = watched.differsSince();
        boolean late = since != null && !since.plus(properties.correctAfter()).isAfter(watched.at());
        if (late && totals.inProgress() == 0 && watched.eventsAsked() != null) {
            correct(watched);
        } else if (watched.hadTime(watched.eventsAsked(), properties.askAgainAfter())) {
            ask(Destination.MESSAGE_EVENTS, watched, standing);
            watches.write(watched.askedForEvents(), 0, properties.interval());
        } else {
            watches.write(watched, 0, properties.interval());
        }
    }

    private void correct(Watched watched) {
        var asOf = watches.now();
        var statement = ledger.statement(watched.tenant(), watched.campaign());
        boolean corrected = statement.totals().inProgress() == 0
                && correcting.correct(
                        watched.tenant(),
                        watched.campaign(),
                        asOf,
                        statement.events(),
                        counted -> Difference.between(
                                        counted, statement.totals().counts())
                                .correction());
        if (corrected) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "books.corrected")
                    .addKeyValue(LogFields.CAMPAIGN, watched.campaign())
                    .log("{}: the counters were corrected to what the ledger counts", watched.campaign());
            metrics.corrected();
        }
        watches.write(corrected ? watched.wasCorrected() : watched.moving(), corrected ? 1 : 0, properties.interval());
    }

    /**
     * Fallbacks that nobody decides: the request or the decision was lost. SMS that never come to an outcome: the order was lost, or the
     * batch that somebody was at work on.
     */
    private Watched healFallbacks(Watched watched, Standing standing, LedgerTotals totals, Duration still) {
        if (still.compareTo(properties.fallbackPatience()) < 0 || totals.eventsWaiting() > 0) {
            return watched;
        }
        var after = watched;
        boolean undecided = standing.fallbackPending() > 0;
        if (undecided && after.hadTime(after.eventsAsked(), properties.askAgainAfter())) {
            ask(Destination.MESSAGE_EVENTS, after, standing);
            after = after.askedForEvents();
        }
        if (undecided && after.hadTime(after.decisionsAsked(), properties.askAgainAfter())) {
            ask(Destination.FALLBACK_EVENTS, after, standing);
            after = after.askedForDecisions();
        }
        boolean unsent = standing.counts().of(Counts.ORDERED) > totals.smsSettled();
        if (unsent && after.hadTime(after.ordersAsked(), properties.askAgainAfter())) {
            ask(Destination.DISPATCH_EXPRESS, after, standing);
            after = after.askedForOrders();
        }
        return after;
    }

    private void ask(Destination destination, Watched watched, Standing standing) {
        var since = standing.launchedAt().minus(CLOCKS);
        int events = replays.ask(destination, watched.tenant(), watched.campaign(), since);
        log.atWarn()
                .addKeyValue(LogFields.EVENT, "events.replayed")
                .addKeyValue(LogFields.CAMPAIGN, watched.campaign())
                .log("{}: {} events of {} are published again", watched.campaign(), events, destination.address());
        metrics.asked(destination);
    }

    private static boolean isPlanned(CampaignStatus status) {
        return switch (status) {
            case DRAFT, SCHEDULED, PLANNING -> false;
            case RUNNING, PAUSED, DRAINING, COMPLETED, CANCELLED, FAILED -> true;
        };
    }
}
