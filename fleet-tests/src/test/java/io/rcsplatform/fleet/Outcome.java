package io.rcsplatform.fleet;

import io.rcsplatform.bench.PlatformClient;
import io.rcsplatform.bench.Simulator;
import io.rcsplatform.bench.Simulator.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What became of some campaigns, as the platform tells it and as the provider does.
 *
 * @param books the reconciliation of each campaign
 * @param submissions all that the provider accepted
 * @param told the provider's report
 * @param unmatchedDelivered accepted messages whose ids the platform never learnt, and that were delivered or read
 * @param unmatchedRead those of them that were read
 */
record Outcome(
        List<JsonNode> books,
        List<Submission> submissions,
        JsonNode told,
        long unmatchedDelivered,
        long unmatchedRead) {

    /**
     * @param start where the provider's record ended before the campaigns
     * @param since when they began
     */
    static Outcome of(PlatformClient platform, Simulator simulator, long start, Instant since, List<String> campaigns) {
        var read = unmatched(platform, since, Set.of("read"));
        var delivered = unmatched(platform, since, Set.of("delivered", "read"));
        return new Outcome(
                campaigns.stream()
                        .map(campaign -> platform.get("/campaigns/" + campaign + "/reconciliation"))
                        .toList(),
                simulator.submissionsSince(start),
                simulator.reportSince(start),
                delivered,
                read);
    }

    long planned() {
        return total("/planned");
    }

    /** Everybody who has an outcome or a reason for having none. */
    long accountedFor() {
        return books.stream()
                .mapToLong(book -> sum(book.path("outcomes")) + sum(book.path("skips")))
                .sum();
    }

    boolean isBalanced() {
        return books.stream()
                .allMatch(book -> book.path("balanced").asBoolean()
                        && book.path("complete").asBoolean()
                        && book.path("ledger").path("agreement").asString().equals("agrees"));
    }

    long unknown() {
        return total("/outcomes/unknown");
    }

    /** Submissions by one contract beyond the first to each number. */
    int acceptedTwice(String contract) {
        var accepted = submissions.stream()
                .filter(submission -> submission.contract().equals(contract))
                .map(Submission::phone)
                .toList();
        return accepted.size() - new HashSet<>(accepted).size();
    }

    /** Messages that the platform knows were delivered, by either channel. */
    long delivered() {
        return total("/outcomes/delivered") + total("/outcomes/read") + total("/delivered_twice");
    }

    long read() {
        return total("/outcomes/read");
    }

    /** Of these it was told, and knows which message it was. */
    long toldDelivered() {
        return told.at("/told/delivered").asLong() - unmatchedDelivered;
    }

    long toldRead() {
        return told.at("/told/read").asLong() - unmatchedRead;
    }

    boolean knowsAllThatItWasTold() {
        return told.at("/callbacks/pending").asLong() == 0 && delivered() == toldDelivered() && read() == toldRead();
    }

    /** The longest time from an opt-out to a submission after it, as the provider saw it. */
    Duration latestAfter(Map<String, Instant> optedOut) {
        return submissions.stream()
                .filter(submission -> optedOut.containsKey(submission.phone()))
                .map(submission -> Duration.between(optedOut.get(submission.phone()), submission.at()))
                .filter(Duration::isPositive)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The same as the platform measures it itself, from the moment that an opt-out was stored. */
    Duration latestAfterOptOut() {
        return Duration.ofMillis(books.stream()
                .mapToLong(book -> book.at("/ledger/opt_outs/worst_ms").asLong())
                .max()
                .orElse(0));
    }

    private long total(String pointer) {
        return books.stream().mapToLong(book -> book.at(pointer).asLong()).sum();
    }

    private static long unmatched(PlatformClient platform, Instant since, Set<String> states) {
        var ids = new HashSet<String>();
        var page = platform.get("/unmatched_receipts?limit=200");
        while (true) {
            ids.addAll(page.path("data")
                    .valueStream()
                    .filter(receipt -> states.contains(receipt.path("state").asString()))
                    .filter(receipt -> Instant.parse(receipt.path("received_at").asString())
                            .isAfter(since))
                    .map(receipt -> receipt.path("account").asString() + " "
                            + receipt.path("provider_message_id").asString())
                    .collect(Collectors.toSet()));
            if (!page.path("has_more").asBoolean()) {
                return ids.size();
            }
            page = platform.get("/unmatched_receipts?limit=200&cursor="
                    + page.path("next_cursor").asString());
        }
    }

    static long sum(JsonNode counts) {
        return counts.propertyStream()
                .mapToLong(entry -> entry.getValue().asLong())
                .sum();
    }
}
