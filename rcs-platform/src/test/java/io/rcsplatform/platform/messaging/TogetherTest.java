package io.rcsplatform.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Traces NO_TRACES = new Traces(Tracer.NOOP, Propagator.NOOP);

    private final List<List<Integer>> done = new CopyOnWriteArrayList<>();

    @Test
    void waitsForOthersUntilThereAreEnough() throws Exception {
        var together = new Together<Integer>(LONG, 5, _ -> 1, done::add, NO_TRACES);

        serve(together, 5);

        assertThat(done).singleElement().satisfies(group -> assertThat(group).containsExactlyInAnyOrder(0, 1, 2, 3, 4));
    }

    @Test
    void waitsForNobodyOnceTheFirstHasWaitedLongEnough() {
        var together = new Together<Integer>(Duration.ofMillis(1), 5, _ -> 1, done::add, NO_TRACES);

        together.serve(7);

        assertThat(done).containsExactly(List.of(7));
    }

    @Test
    void countsWhatEachOneWeighs() {
        var together = new Together<Integer>(LONG, 10, one -> one, done::add, NO_TRACES);

        together.serve(10);

        assertThat(done).containsExactly(List.of(10));
    }

    @Test
    void letsOneAnswerForItsOwnFailureOnly() throws Exception {
        Consumer<List<Integer>> refusesThree = group -> {
            if (group.contains(3)) {
                throw new IllegalStateException("three");
            }
            done.add(group);
        };
        var together = new Together<Integer>(LONG, 5, _ -> 1, refusesThree, NO_TRACES);

        var outcomes = serve(together, 5);

        assertThat(done.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 4);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.state() == Future.State.FAILED)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.exceptionNow()).hasMessage("three"));
    }

    @Test
    void servesEverybodyOnceWhileOthersAreServed() throws Exception {
        var together = new Together<Integer>(Duration.ofMillis(2), 7, _ -> 1, done::add, NO_TRACES);

        serve(together, 500);

        assertThat(done.stream().flatMap(List::stream).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void throwsWhatTheWorkThrowsForOneAlone() {
        var together = new Together<Integer>(
                Duration.ZERO,
                1,
                _ -> 1,
                _ -> {
                    throw new IllegalStateException("no");
                },
                NO_TRACES);

        assertThatThrownBy(() -> together.serve(1)).hasMessage("no");
    }

    private static List<Future<Object>> serve(Together<Integer> together, int many) throws InterruptedException {
        var calls = new ArrayList<Callable<Object>>();
        IntStream.range(0, many)
                .forEach(n -> calls.add(() -> {
                    together.serve(n);
                    return n;
                }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls);
        }
    }
}
