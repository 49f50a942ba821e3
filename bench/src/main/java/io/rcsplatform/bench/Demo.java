package io.rcsplatform.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a campaign through the public API, shows it happening, and holds the books against the provider's own record. Progress goes to
 * standard error, the result to standard output. Exit status 0 when the books balance and nobody was messaged twice.
 */
public final class Demo {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration BASE_LIMIT = Duration.ofMinutes(5);

    private static final int SENDER_RATE = 10_000;

    private final DemoOptions options;
    private final PlatformClient platform;
    private final PrintStream progress;

    private Demo(DemoOptions options, PlatformClient platform, PrintStream progress) {
        this.options = options;
        this.platform = platform;
        this.progress = progress;
    }

    public static void main(String... arguments) throws IOException {
        try {
            var options = DemoOptions.parse(arguments);
            var key = Files.readString(options.apiKeyFile()).strip();
            var demo = new Demo(options, new PlatformClient(options.gateway(), key), System.err);
            System.exit(demo.run() ? 0 : 1);
        } catch (IllegalArgumentException | PlatformFailed e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private boolean run() throws IOException {
        var demo = new DemoCampaign(platform, SENDER_RATE, this::say);
        var campaign = demo.create(BodyPublishers.ofByteArrays(Contacts.first(options.csv(), options.recipients())));
        say("campaign   " + campaign + " is launched");

        long position = options.simulator() == null ? 0 : new Simulator(options.simulator()).position();
        var processes = ProcessUsage.parse(options.processes());
        var before = ProcessUsage.of(processes);
        var launched = Instant.now();
        demo.launch(campaign);
        var rate = new Rate(launched);
        var settled = new Watch(platform, LOOK, QUIET)
                .untilSettled(
                        campaign,
                        BASE_LIMIT.plusMillis(2L * options.recipients()),
                        metrics -> live(metrics, rate.of(metrics)));
        double seconds = Duration.between(launched, settled.lastChange()).toMillis() / 1000.0;
        progress.println();

        var books = platform.get("/campaigns/" + campaign + "/reconciliation");
        var duplicates = duplicates(books, position);
        show(books, duplicates);
        var metrics = settled.metrics();
        say(
                "%,d recipients in %.1f s from launch to the last receipt, %,.0f messages/s; last hand-over after %.1f s, %,.0f messages/s"
                        .formatted(
                                metrics.path("planned").asLong(),
                                seconds,
                                metrics.path("planned").asLong() / seconds,
                                rate.handedOverSeconds(),
                                metrics.path("planned").asLong() / rate.handedOverSeconds()));
        if (options.measure()) {
            measure(processes, before, metrics);
        }
        boolean good = books.path("balanced").asBoolean() && duplicates == 0;
        if (options.json()) {
            System.out.println(
                    JsonMapper.shared().writeValueAsString(result(campaign, metrics, duplicates, good, seconds)));
        }
        return good;
    }

    /** Both books count: what our ledger knows, and what the provider's record shows. */
    private long duplicates(JsonNode books, long position) {
        long ours = books.path("duplicates").asLong();
        if (options.simulator() == null) {
            return ours;
        }
        var report = new Simulator(options.simulator()).reportSince(position);
        long theirs = report.path("duplicates").path("rcs").asLong()
                + report.path("duplicates").path("sms").asLong();
        say(
                "provider's own record: accepted %,d RCS and %,d SMS submissions, %,d of them a second one to the same person"
                        .formatted(
                                report.path("accepted").path("rcs").asLong(),
                                report.path("accepted").path("sms").asLong(),
                                theirs));
        return Math.max(ours, theirs);
    }

    private void live(JsonNode m, double perSecond) {
        var line =
                "%-9s planned %,d | sent %,d | delivered %,d | read %,d | failed %,d | SMS fallback %,d | unknown %,d | skipped %,d | %,.0f/s"
                        .formatted(
                                m.path("status").asString(),
                                m.path("planned").asLong(),
                                m.path("sent").asLong(),
                                m.path("delivered").asLong(),
                                m.path("read").asLong(),
                                m.path("failed").asLong(),
                                m.path("fallback").asLong(),
                                m.path("unknown").asLong(),
                                m.path("skipped").asLong(),
                                perSecond);
        if (options.live()) {
            progress.print("\r\u001b[K" + line);
            progress.flush();
        } else {
            progress.println(line);
        }
    }

    private void show(JsonNode books, long duplicates) {
        var outcomes = books.path("outcomes");
        say("");
        say("Reconciliation: each planned recipient is in exactly one of these lines");
        row("read", outcomes.path("read"), "seen by the person");
        row("delivered", outcomes.path("delivered"), "on the handset, not read so far");
        row("sent", outcomes.path("sent"), "taken by the provider, no delivery receipt so far");
        row(
                "failed",
                outcomes.path("failed"),
                "reached on neither channel: " + counts(books.path("failures_by_reason")));
        row("expired", outcomes.path("expired"), "not delivered in time");
        row("revoked", outcomes.path("revoked"), "taken back before delivery");
        row("unknown", outcomes.path("unknown"), "the provider's answer was lost; never sent again blindly");
        row("cancelled", outcomes.path("cancelled"), "not sent, the campaign was cancelled");
        row("skipped", sum(books.path("skips")), "not sent, with a reason: " + counts(books.path("skips")));
        row("in progress", books.path("in_progress").asLong(), "no outcome yet");
        say("  %-12s %,12d  %s"
                .formatted(
                        "= planned",
                        books.path("planned").asLong(),
                        books.path("balanced").asBoolean() ? "the books balance" : "THE BOOKS DO NOT BALANCE"));
        var fallback = books.path("fallback");
        say(
                "  of them %,d asked for the SMS fallback: %,d ordered, declined %s; arrived on both channels %,d; duplicates %,d"
                        .formatted(
                                fallback.path("requested").asLong(),
                                fallback.path("ordered").asLong(),
                                counts(fallback.path("declined")),
                                books.path("delivered_twice").asLong(),
                                duplicates));
        say("  the ledger of messages, counted by itself: "
                + books.path("ledger").path("agreement").asString().replace('_', ' '));
        var record = books.path("record");
        if (!record.isMissingNode() && !record.isNull()) {
            say("  record %d of this tenant's chain: sha256 %s"
                    .formatted(
                            record.path("sequence").asLong(),
                            record.path("hash").asString()));
        }
    }

    private void measure(Map<String, Long> processes, Map<String, ProcessUsage.Usage> before, JsonNode metrics) {
        double thousands = metrics.path("planned").asLong() / 1000.0;
        say("");
        say("  %-20s %12s %16s %10s".formatted("process", "CPU s", "CPU s / 1,000", "MiB"));
        ProcessUsage.of(processes).forEach((name, now) -> {
            var used = now.since(before.getOrDefault(name, new ProcessUsage.Usage(0, 0)));
            say("  %-20s %12.2f %16.3f %10.0f"
                    .formatted(name, used.cpuSeconds(), used.cpuSeconds() / thousands, now.memoryMiB()));
        });
    }

    private static Map<String, Object> result(
            String campaign, JsonNode metrics, long duplicates, boolean balanced, double seconds) {
        var result = new LinkedHashMap<String, Object>();
        result.put("campaign", campaign);
        for (var count :
                new String[] {"planned", "sent", "delivered", "read", "failed", "skipped", "fallback", "unknown"}) {
            result.put(count, metrics.path(count).asLong());
        }
        result.put("duplicates", duplicates);
        result.put("balanced", balanced);
        result.put("seconds", Math.round(seconds * 10) / 10.0);
        return result;
    }

    private void row(String name, JsonNode count, String meaning) {
        row(name, count.asLong(), meaning);
    }

    private void row(String name, long count, String meaning) {
        say("  %-12s %,12d  %s".formatted(name, count, meaning));
    }

    private static long sum(JsonNode counts) {
        return counts.propertyStream()
                .mapToLong(entry -> entry.getValue().asLong())
                .sum();
    }

    private static String counts(JsonNode counts) {
        var text = counts.propertyStream()
                .map(entry -> entry.getKey().replace('_', ' ') + " "
                        + entry.getValue().asLong())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    private void say(String line) {
        progress.println(line);
    }

    /** How many recipients a second get an outcome. */
    private static final class Rate {
        private final Instant launched;
        private Instant lastProgress;
        private long done;
        private double perSecond;

        Rate(Instant launched) {
            this.launched = launched;
            this.lastProgress = launched;
        }

        double of(JsonNode metrics) {
            long now = metrics.path("planned").asLong()
                    - metrics.path("in_progress").asLong();
            if (now > done) {
                var at = Instant.now();
                double elapsed = Math.max(Duration.between(lastProgress, at).toMillis(), 1) / 1000.0;
                perSecond = (now - done) / elapsed;
                done = now;
                lastProgress = at;
            } else {
                perSecond = 0;
            }
            return perSecond;
        }

        double handedOverSeconds() {
            return Math.max(Duration.between(launched, lastProgress).toMillis(), 1) / 1000.0;
        }
    }

    static {
        Locale.setDefault(Locale.ROOT);
    }
}
