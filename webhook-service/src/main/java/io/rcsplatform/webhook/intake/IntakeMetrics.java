package io.rcsplatform.webhook.intake;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.webhook.account.CallbackAccounts;
import io.rcsplatform.webhook.raw.RawBatch;
import io.rcsplatform.webhook.raw.RawCallback;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What came in, what was refused, and how storing goes. */
@Component
class IntakeMetrics {
    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer storing;

    IntakeMetrics(MeterRegistry registry, CallbackAccounts accounts) {
        this.registry = registry;
        accounts.names().forEach(account -> counter(account).increment(0));
        for (var refusal : CallbackRefusal.values()) {
            counter(refusal).increment(0);
        }
        batchSize = DistributionSummary.builder("rcs.webhook.batch.size")
                .description("Callbacks stored together")
                .publishPercentileHistogram()
                .maximumExpectedValue(10_000.0)
                .register(registry);
        storing = Timer.builder("rcs.webhook.store")
                .description("Until a batch is durable")
                .publishPercentileHistogram()
                .register(registry);
    }

    void storing(RawBatch batch, Runnable store) {
        storing.record(store);
        batchSize.record(batch.callbacks().size());
        batch.callbacks().stream()
                .collect(groupingBy(RawCallback::account, counting()))
                .forEach((account, callbacks) -> counter(account).increment(callbacks));
    }

    void refused(CallbackRefusal refusal) {
        counter(refusal).increment();
    }

    private Counter counter(String account) {
        return registry.counter("rcs.webhook.callbacks", "account", account);
    }

    private Counter counter(CallbackRefusal refusal) {
        return registry.counter("rcs.webhook.refused", "reason", refusal.name().toLowerCase(Locale.ROOT));
    }
}
