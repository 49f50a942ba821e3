package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.announcement.Announcer;
import io.rcsplatform.dispatch.batch.Batches;
import io.rcsplatform.dispatch.batch.DeferredParts;
import io.rcsplatform.dispatch.consent.KnownConsents;
import io.rcsplatform.dispatch.ledger.Ledger;
import io.rcsplatform.dispatch.pacing.Pace;
import io.rcsplatform.dispatch.receipt.Receipts;
import io.rcsplatform.platform.logging.LogFields;
import io.rcsplatform.platform.messaging.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** What every run of a batch works with. */
@Component
record Engine(
        Batches batches,
        DeferredParts deferredParts,
        Admission admission,
        KnownConsents consents,
        Ledger ledger,
        Receipts receipts,
        Announcer announcer,
        Pace pace,
        TransactionTemplate transactions,
        Stop stop,
        SendMetrics metrics,
        Traces traces,
        SendingProperties properties,
        Clock clock) {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);
    private static final int TRIES_WHILE_STOPPING = 5;

    Instant now() {
        return clock.instant();
    }

    int flushSize() {
        return properties.flushSize();
    }

    Retries retries(Instant deadline) {
        return new Retries(properties, deadline, RandomGenerator.getDefault());
    }

    /**
     * Runs a transaction until it is committed: what the provider has answered must not be forgotten because the database is away. Gives
     * up only when this instance stops, and not at once.
     */
    <T> T write(Supplier<T> transaction) {
        var backoff = Duration.ofMillis(50);
        int triesWhileStopping = 0;
        while (true) {
            try {
                return transactions.execute(_ -> transaction.get());
            } catch (TransientDataAccessException
                    | RecoverableDataAccessException
                    | NonTransientDataAccessResourceException
                    | TransactionException e) {
                if (stop.isAsked() && ++triesWhileStopping > TRIES_WHILE_STOPPING) {
                    throw e;
                }
                log.atWarn()
                        .addKeyValue(LogFields.EVENT, "transaction.repeated")
                        .log("A transaction is tried again: {}", e.getMessage());
                pause(backoff);
                backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
            }
        }
    }

    private static void pause(Duration backoff) {
        try {
            Thread.sleep(backoff);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
