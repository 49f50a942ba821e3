package io.rcsplatform.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The way a marketer goes, step by step, through the public API only. */
public final class DemoCampaign {
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(5);

    private final PlatformClient platform;
    private final int ratePerSecond;
    private final String account;
    private final Consumer<String> say;

    /** @param ratePerSecond that its senders may send at */
    public DemoCampaign(PlatformClient platform, int ratePerSecond, Consumer<String> say) {
        this(platform, ratePerSecond, "gupshup-rcs", say);
    }

    /** @param account of the provider that it goes out through, by RCS */
    public DemoCampaign(PlatformClient platform, int ratePerSecond, String account, Consumer<String> say) {
        this.platform = platform;
        this.ratePerSecond = ratePerSecond;
        this.account = account;
        this.say = say;
    }

    /** Creates all that a campaign needs and the campaign itself; returns its id. */
    public String create(BodyPublisher contactsCsv) {
        var rcs = sender("Demo brand, " + account + ", " + ratePerSecond + "/s", "rcs", account, "demo-agent");
        var sms = sender("Demo brand by SMS, " + ratePerSecond + "/s", "sms", "gupshup-sms", "DEMOBR");
        say.accept("senders    " + rcs + " (RCS), " + sms + " (SMS)");

        var template = platform.post("/templates", template());
        say.accept("template   " + template.path("id").asString()
                + ": a rich card with media, an action, a reply and an SMS text");

        var audience = platform.post("/audiences", Map.of("name", "Demo audience " + Instant.now()))
                .path("id")
                .asString();
        var imported =
                awaitImport(platform.upload("/imports?audience_id=" + audience + "&default_country=IN", contactsCsv));
        say.accept("audience   " + audience + ": " + imported.path("imported").asInt() + " contacts imported, "
                + imported.path("rejected").asInt() + " rows rejected, "
                + imported.path("opted_out").asInt() + " opted out");

        var campaign = platform.post(
                "/campaigns",
                Map.of(
                        "name",
                        "Spring offer",
                        "sender_id",
                        rcs,
                        "template_id",
                        template.path("id").asString(),
                        "audience_id",
                        audience,
                        "traffic_class",
                        "promotion",
                        "fallback",
                        Map.of("sender_id", sms),
                        "validity_s",
                        86_400));
        return campaign.path("id").asString();
    }

    public void launch(String campaign) {
        platform.post("/campaigns/" + campaign + "/launch", Map.of());
    }

    private String sender(String name, String channel, String account, String address) {
        var existing = StreamSupport.stream(
                        platform.get("/senders?limit=200").path("data").spliterator(), false)
                .filter(sender -> name.equals(sender.path("name").asString()))
                .findFirst();
        return existing.orElseGet(() -> platform.post(
                        "/senders",
                        Map.of(
                                "name", name,
                                "channel", channel,
                                "provider_account", account,
                                "address", address,
                                "rate_per_second", ratePerSecond)))
                .path("id")
                .asString();
    }

    private JsonNode awaitImport(JsonNode started) {
        var id = started.path("id").asString();
        var giveUp = Instant.now().plus(IMPORT_LIMIT);
        while (Instant.now().isBefore(giveUp)) {
            var job = platform.get("/imports/" + id);
            switch (job.path("status").asString()) {
                case "completed" -> {
                    return job;
                }
                case "failed" -> throw new PlatformFailed("The import failed: " + job, null);
                default -> LockSupport.parkNanos(MILLISECONDS.toNanos(100));
            }
        }
        throw new PlatformFailed("The import " + id + " did not end within " + IMPORT_LIMIT, null);
    }

    private static Map<String, Object> template() {
        var card = Map.of(
                "title",
                "{{first_name}}, spring is here",
                "description",
                "20 % off everything until Sunday, for our {{plan}} members only.",
                "media",
                Map.of("url", "https://cdn.example.com/spring/{{language}}.jpg", "height", "medium"),
                "suggestions",
                List.of(
                        Map.of(
                                "type", "open_url",
                                "text", "See the offer",
                                "postback_data", "offer",
                                "url", "https://shop.example.com/spring?c={{campaign_id}}"),
                        Map.of("type", "reply", "text", "Remind me", "postback_data", "remind")));
        return Map.of(
                "name",
                "Spring offer",
                "rcs",
                Map.of("type", "rich_card", "orientation", "vertical", "card", card),
                "sms",
                Map.of(
                        "text",
                        "{{first_name}}, 20% off until Sunday: https://shop.example.com/spring Reply STOP to opt out"),
                "variables",
                List.of(
                        Map.of("name", "first_name", "default", "Hello"),
                        Map.of("name", "plan", "default", "valued"),
                        Map.of("name", "language", "default", "en")));
    }
}
