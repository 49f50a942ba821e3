package io.rcsplatform.dispatch.deadletter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many letters wait for somebody's decision; each instance tells the total. */
@Component
class DeadLetterMetrics {
    private final DeadLetters letters;
    private final Map<String, AtomicLong> open;

    DeadLetterMetrics(DeadLetters letters, MeterRegistry registry) {
        this.letters = letters;
        open = ConsumerQueue.all().stream().collect(Collectors.toMap(ConsumerQueue::name, _ -> new AtomicLong()));
        open.forEach((queue, count) -> Gauge.builder("rcs.dead.letters", count, AtomicLong::get)
                .tag("queue", queue)
                .description("Messages that could not be handled, neither replayed nor discarded")
                .register(registry));
    }

    @Scheduled(fixedDelayString = "${rcs.dispatch.dead-letters.count-interval:15s}")
    void count() {
        var counted = letters.open();
        open.forEach((queue, count) -> count.set(counted.getOrDefault(queue, 0L)));
    }
}
