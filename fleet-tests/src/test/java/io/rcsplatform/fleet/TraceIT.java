package io.rcsplatform.fleet;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.bench.DemoCampaign;
import io.rcsplatform.fleet.Collector.Seen;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One message's trace, as a viewer shows it. */
class TraceIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String LAUNCH = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String REMOVAL = "5cf92f3577b34da6a3ce929d0e0e4737";
    private static final String CALLER = "00f067aa0ba902b7";

    private final Fleet fleet = Fleet.running();

    @Test
    void leadsFromTheLaunchOverTheProviderCallToTheReceiptAndOnToTheSmsInstead() {
        var campaign = new DemoCampaign(fleet.platform(), 100, _ -> {}).create(BodyPublishers.ofString("""
                phone,first_name,consent
                +919873700001,Asha,opted_in
                """));

        launch(campaign, "00-" + LAUNCH + "-" + CALLER + "-01");

        var message = message(campaign);
        await("the trace")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(causedByTheLaunch())
                        .filteredOn(span -> span.isAbout(message))
                        .extracting(Seen::name, span -> span.tag("channel"), span -> span.tag("state"))
                        .contains(
                                tuple("provider call", "rcs", ""),
                                tuple("receipt", "rcs", "failed"),
                                tuple("provider call", "sms", ""),
                                tuple("receipt", "sms", "delivered")));
        await("the callbacks that it came with")
                .atMost(LIMIT)
                .until(
                        () -> fleet.collector().causedBy(Fleet.WEBHOOK, "callbacks"),
                        caused -> caused.stream().anyMatch(span -> span.isAbout(message)));
    }

    @Test
    void showsNoPhoneNumber() {
        fleet.caller()
                .send(
                        "DELETE",
                        "/v1/suppressions/%2B919873700099",
                        "",
                        new byte[0],
                        Map.of("traceparent", "00-" + REMOVAL + "-" + CALLER + "-01"));

        await("what the gateway and campaign-service tell of it")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(fleet.collector().in(REMOVAL))
                        .extracting(Seen::service)
                        .contains(Fleet.GATEWAY, "campaign-service"));
        assertThat(fleet.collector().in(REMOVAL))
                .extracting(Seen::tags)
                .noneMatch(tags -> tags.toString().contains("9873700099"))
                .anyMatch(tags -> tags.getOrDefault("http.url", "").endsWith("/v1/suppressions/***99"));
    }

    private void launch(String campaign, String traceparent) {
        var answer = fleet.caller()
                .send(
                        "POST",
                        "/v1/campaigns/" + campaign + "/launch",
                        "",
                        new byte[0],
                        Map.of("Idempotency-Key", campaign, "traceparent", traceparent));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private Set<Seen> causedByTheLaunch() {
        return fleet.collector().in(LAUNCH).stream()
                .filter(span ->
                        span.service().equals(Fleet.GATEWAY) && span.causes().contains(CALLER))
                .collect(collectingAndThen(toList(), fleet.collector()::causedBy));
    }

    private String message(String campaign) {
        return await("the message")
                .atMost(LIMIT)
                .until(
                        () -> fleet.platform()
                                .get("/campaigns/" + campaign + "/recipients")
                                .at("/data/0/message_id")
                                .asString(),
                        id -> !id.isEmpty());
    }
}
