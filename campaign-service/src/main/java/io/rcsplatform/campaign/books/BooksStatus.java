package io.rcsplatform.campaign.books;

import io.rcsplatform.platform.status.StatusFact;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Whether the books balance, for the status of the fleet. */
@Component
class BooksStatus implements StatusFact {
    private final CampaignWatches watches;

    BooksStatus(CampaignWatches watches) {
        this.watches = watches;
    }

    @Override
    public String name() {
        return "books";
    }

    @Override
    public Optional<Object> value() {
        try {
            var since = watches.outOfBalanceSince();
            return Optional.of(new Books(since.isEmpty(), watches.outOfBalance(), since.orElse(null)));
        } catch (DataAccessException _) {
            return Optional.empty();
        }
    }

    /** @param since when the first of the campaigns was found to be out of balance; null where none is */
    record Books(
            boolean balanced,
            long campaignsOutOfBalance,
            @Nullable Instant since) {}
}
