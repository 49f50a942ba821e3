package io.rcsplatform.campaign.books;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the books are checked.
 *
 * @param enabled whether this instance takes part; every instance may
 * @param dispatchUrl where dispatch-service, whose ledger is the truth, answers
 * @param fallbackUrl where fallback-service answers
 * @param interval between two checks of a campaign that is running, or whose books differ
 * @param quiet how long a campaign's counters must have stood still to be compared
 * @param fallbackPatience how long an asked-for fallback may be undecided, or an ordered SMS without an outcome, without anything
 *     moving, before its orders are published again
 * @param askAgainAfter how long a replay has time to help before it is asked for again
 * @param correctAfter how long counters must have differed, replays or not, before they are corrected
 * @param watchedFor how long after its last change a campaign is checked
 */
@ConfigurationProperties("rcs.books")
record BooksProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("http://127.0.0.1:8082") URI dispatchUrl,
        @DefaultValue("http://127.0.0.1:8084") URI fallbackUrl,
        @DefaultValue("15s") Duration interval,
        @DefaultValue("10s") Duration quiet,
        @DefaultValue("60s") Duration fallbackPatience,
        @DefaultValue("5m") Duration askAgainAfter,
        @DefaultValue("10m") Duration correctAfter,
        @DefaultValue("30d") Duration watchedFor) {

    BooksProperties {
        require(interval.compareTo(Duration.ofMillis(100)) >= 0, "interval must be at least 100ms");
        require(quiet.isPositive(), "quiet must be positive");
        require(fallbackPatience.compareTo(quiet) >= 0, "fallback-patience must not be shorter than quiet");
        require(askAgainAfter.isPositive(), "ask-again-after must be positive");
        require(correctAfter.compareTo(interval) >= 0, "correct-after must not be shorter than interval");
        require(watchedFor.isPositive(), "watched-for must be positive");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("rcs.books." + what);
        }
    }
}
