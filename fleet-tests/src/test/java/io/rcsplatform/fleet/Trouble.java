package io.rcsplatform.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.bench.PlatformClient;
import io.rcsplatform.bench.PlatformFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Brings faults upon a fleet, one after the other, and remembers what happened and who opted out when. */
final class Trouble {
    private static final Duration ASKED_FOR_AGAIN = Duration.ofMinutes(1);
    private static final int MOST_PAUSE_MS = 1_500;

    private final Fleet fleet;
    private final PlatformClient platform;
    private final List<String> campaigns;
    private final List<String> people;
    private final Random random;
    private final Instant begun = Instant.now();
    private final Map<String, Instant> optedOut = new LinkedHashMap<>();
    private final List<String> happened = new ArrayList<>();

    /** @param people who may opt out, the last of them first */
    Trouble(Fleet fleet, List<String> campaigns, List<String> people, Random random) {
        this.fleet = fleet;
        this.platform = fleet.platform();
        this.campaigns = campaigns;
        this.people = new ArrayList<>(people);
        this.random = random;
    }

    /** By phone: the moment by which an opt-out was stored for certain. */
    Map<String, Instant> optedOut() {
        return optedOut;
    }

    List<String> happened() {
        return happened;
    }

    /** Returns once the whole fleet is ready again. */
    void bring(Fault fault) throws InterruptedException {
        note(fault.toString());
        switch (fault) {
            case Fault.Killed(var name) -> {
                fleet.service(name).kill();
                fleet.service(name).start();
            }
            case Fault.RollingRestart() -> {
                for (var name : Fleet.SERVICES) {
                    restart(fleet.service(name));
                }
            }
            case Fault.ServerKilled(var server) -> {
                fleet.servers().kill(server);
                fleet.awaitNotReady(Fleet.OWN_DATABASE);
                fleet.servers().start(server);
            }
            case Fault.BrokerHangs(var time, var many) -> {
                fleet.servers().freeze(Servers.RABBITMQ);
                optOut(many);
                pause(time);
                bring(new Fault.ServerKilled(Servers.RABBITMQ));
            }
            case Fault.RedisGone(var time) -> {
                fleet.servers().stop(Servers.REDIS);
                pause(time);
                fleet.awaitReady();
                fleet.servers().start(Servers.REDIS);
            }
            case Fault.QueuesWiped() -> wipeQueues();
            case Fault.CampaignsPaused(var time) -> {
                campaigns.forEach(campaign -> steer(campaign, "pause"));
                pause(time);
                campaigns.forEach(campaign -> steer(campaign, "resume"));
            }
            case Fault.OptOuts(var many) -> optOut(many);
        }
        fleet.awaitReady();
        pause(Duration.ofMillis(random.nextInt(MOST_PAUSE_MS)));
    }

    private void restart(Service service) throws InterruptedException {
        assertThat(service.stop()).as("exit status of " + service).isZero();
        service.start().awaitReady();
    }

    private void wipeQueues() {
        var dispatcher = fleet.service(Fleet.DISPATCH);
        dispatcher.kill();
        pause(Duration.ofSeconds(2));
        fleet.servers().wipeQueues();
        var wiped = Instant.now();
        dispatcher.start();
        fleet.awaitReady();
        platform.post("/callback_replays", Map.of("since", wiped.minus(ASKED_FOR_AGAIN), "until", wiped));
    }

    private void optOut(int many) {
        for (int i = 0; i < many && !people.isEmpty(); i++) {
            optOut(people.removeLast());
        }
    }

    private void optOut(String phone) {
        platform.post("/consents", Map.of("phone", phone, "state", "opted_out", "source", "a text"));
        optedOut.put(phone, Instant.now());
    }

    /** A campaign that has nothing left to send cannot be paused any more. */
    private void steer(String campaign, String verb) {
        try {
            platform.post("/campaigns/" + campaign + "/" + verb, Map.of());
        } catch (PlatformFailed e) {
            note(verb + " refused: " + e.getMessage());
        }
    }

    private void note(String what) {
        happened.add(
                "%5d s  %s".formatted(Duration.between(begun, Instant.now()).toSeconds(), what));
    }

    private static void pause(Duration time) {
        var end = Instant.now().plus(time);
        await().pollInterval(Duration.ofMillis(50))
                .atMost(time.plusSeconds(5))
                .until(() -> Instant.now().isAfter(end));
    }
}
