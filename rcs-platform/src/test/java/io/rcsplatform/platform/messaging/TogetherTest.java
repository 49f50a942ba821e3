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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MANY = 1_000;
    private static final Traces NO_TRACES = new Traces(Tracer.NOOP, Propagator.NOOP);

    private final List<List<Integer>> done = new CopyOnWriteArrayList<>();

    @Test
    void waitsForOthersUntilThereAreEnough() throws Exception {
        var together = new Together<Integer>(LONG, 5, MANY, 1, _ -> 1, done::add, NO_TRACES);

        serve(together, 5);

        assertThat(done).singleElement().satisfies(group -> assertThat(group).containsExactlyInAnyOrder(0, 1, 2, 3, 4));
    }

    @Test
    void waitsForNobodyOnceTheFirstHasWaitedLongEnough() {
        var together = new Together<Integer>(Duration.ofMillis(1), 5, MANY, 1, _ -> 1, done::add, NO_TRACES);

        together.serve(7);

        assertThat(done).containsExactly(List.of(7));
    }

    @Test
    void waitsForNobodyOnceEverybodyIsThere() throws Exception {
        var together = new Together<Integer>(LONG, MANY, 4, 1, _ -> 1, done::add, NO_TRACES);

        serve(together, 4);

        assertThat(done).singleElement().satisfies(group -> assertThat(group).containsExactlyInAnyOrder(0, 1, 2, 3));
    }

    @Test
    void countsWhatEachOneWeighs() {
        var together = new Together<Integer>(LONG, 10, MANY, 1, one -> one, done::add, NO_TRACES);

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
        var together = new Together<Integer>(LONG, 5, MANY, 1, _ -> 1, refusesThree, NO_TRACES);

        var outcomes = serve(together, 5);

        assertThat(done.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 4);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.state() == Future.State.FAILED)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.exceptionNow()).hasMessage("three"));
    }

    @Test
    void servesEverybodyOnceWhileOthersAreServed() throws Exception {
        var together = new Together<Integer>(Duration.ofMillis(2), 7, MANY, 1, _ -> 1, done::add, NO_TRACES);

        serve(together, 500);

        assertThat(done.stream().flatMap(List::stream).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void worksOnAsManyGroupsAtOnceAsItIsTold(int atOnce) throws Exception {
        var atWork = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(atOnce);
        Consumer<List<Integer>> work = group -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            full.countDown();
            awaitUninterrupted(full);
            atWork.decrementAndGet();
            done.add(group);
        };
        var together = new Together<Integer>(Duration.ofMillis(1), 10, MANY, atOnce, _ -> 1, work, NO_TRACES);

        serve(together, 200);

        assertThat(most).hasValue(atOnce);
        assertThat(done.stream().flatMap(List::stream).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void throwsWhatTheWorkThrowsForOneAlone() {
        var together = new Together<Integer>(
                Duration.ZERO,
                1,
                MANY,
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
