package io.rcsplatform.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Something that happens to a fleet at work. */
sealed interface Fault {
    Duration HANGS = Duration.ofSeconds(4);
    int PEOPLE_DURING_A_HANG = 20;

    /** {@code kill -9} at any moment, and a start right after. */
    record Killed(String service) implements Fault {}

    /** One service after the other is stopped as an orchestrator does it, and started again. */
    record RollingRestart() implements Fault {}

    /** {@code kill -9}, and a start once everybody has noticed. */
    record ServerKilled(String server) implements Fault {}

    /** The broker takes what it is given, answers nothing, and is then killed; so many people opt out before that. */
    record BrokerHangs(Duration time, int optOuts) implements Fault {}

    record RedisGone(Duration time) implements Fault {}

    /** While nobody sends, so that there is work in them; an operator then asks for the callbacks of that time again. */
    record QueuesWiped() implements Fault {}

    record CampaignsPaused(Duration time) implements Fault {}

    /** So many people opt out, wherever their message is just then. */
    record OptOuts(int people) implements Fault {}

    /**
     * All that happens in a run, in an order that the seed decides.
     *
     * @param kills of each service
     */
    static List<Fault> drawn(long seed, int kills, Duration redisGone, int optOuts) {
        var faults = new ArrayList<Fault>();
        for (var service : Fleet.SERVICES) {
            Collections.nCopies(kills, new Killed(service)).forEach(faults::add);
        }
        faults.add(new RollingRestart());
        faults.add(new BrokerHangs(HANGS, PEOPLE_DURING_A_HANG));
        faults.add(new ServerKilled(Servers.POSTGRES));
        faults.add(new RedisGone(redisGone));
        faults.add(new QueuesWiped());
        faults.add(new CampaignsPaused(Duration.ofSeconds(5)));
        Collections.nCopies(3, new OptOuts(optOuts)).forEach(faults::add);
        Collections.shuffle(faults, generator(seed));
        return faults;
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
