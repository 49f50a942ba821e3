package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.Destination;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queue of one consumer of a destination, with a dead-letter queue beside it. */
public record ConsumerQueue(Destination destination, String group) {
    private static final List<ConsumerQueue> ALL = Stream.of(Destination.values())
            .flatMap(destination -> destination.groups().stream().map(group -> new ConsumerQueue(destination, group)))
            .toList();
    private static final Map<String, ConsumerQueue> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ConsumerQueue::name, Function.identity()));

    /** Every queue of the topology. */
    public static List<ConsumerQueue> all() {
        return ALL;
    }

    /** @param name without the fleet's prefix */
    public static Optional<ConsumerQueue> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Without the prefix that a fleet may have on a broker that it shares. */
    public String name() {
        return destination.address() + "." + group;
    }

    /** The name of the dead-letter queue, likewise without the prefix. */
    public String deadLetters() {
        return name() + ".dlq";
    }
}
