package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.books.CampaignWatches.Watched;
import io.rcsplatform.campaign.books.LedgerView.Agreement;
import io.rcsplatform.campaign.progress.CampaignProgress.Standing;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Compares a campaign's counters with the ledger for whoever asks, now. */
@Service
class CompareWithLedger {
    private static final Logger log = LoggerFactory.getLogger(CompareWithLedger.class);

    private final Ledger ledger;
    private final CampaignWatches watches;
    private final BooksProperties properties;

    CompareWithLedger(Ledger ledger, CampaignWatches watches, BooksProperties properties) {
        this.ledger = ledger;
        this.watches = watches;
        this.properties = properties;
    }

    LedgerView compare(TenantId tenant, CampaignId campaign, Standing standing) {
        if (!standing.isKept()) {
            return LedgerView.without(Agreement.NOT_KEPT, null);
        }
        var differsSince =
                watches.find(tenant, campaign).map(Watched::differsSince).orElse(null);
        try {
            return compare(standing, ledger.totals(tenant, campaign), differsSince);
        } catch (Unanswered e) {
            log.warn("{} is shown without the ledger: {}", campaign, e.getMessage());
            return LedgerView.without(Agreement.NOT_AVAILABLE, differsSince);
        }
    }

    private LedgerView compare(Standing standing, LedgerTotals totals, @Nullable Instant differsSince) {
        var difference = Difference.between(standing.counts(), totals.counts());
        return new LedgerView(
                agreement(difference, isMoving(standing) || totals.eventsWaiting() > 0, differsSince),
                totals.messages(),
                totals.inProgress(),
                totals.resent(),
                totals.optOuts(),
                difference.byName(),
                difference.isNone() ? null : differsSince);
    }

    private static Agreement agreement(Difference difference, boolean moving, @Nullable Instant differsSince) {
        if (difference.isNone()) {
            return Agreement.AGREES;
        }
        return moving && differsSince == null ? Agreement.IN_MOTION : Agreement.DIFFERS;
    }

    private boolean isMoving(Standing standing) {
        var still = Duration.between(standing.updatedAt(), watches.now());
        return still.compareTo(properties.quiet()) < 0;
    }
}
