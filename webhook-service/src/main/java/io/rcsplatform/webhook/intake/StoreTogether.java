package io.rcsplatform.webhook.intake;

import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.webhook.intake.Waiting.Answer;
import io.rcsplatform.webhook.publishing.PublishStored;
import io.rcsplatform.webhook.raw.RawBatch;
import io.rcsplatform.webhook.raw.RawCallbacks;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Stores callbacks together, publishes them, and answers each; first of all they are durable. */
@Component
class StoreTogether {
    private static final Logger log = LoggerFactory.getLogger(StoreTogether.class);

    private final RawCallbacks raw;
    private final PublishStored publishing;
    private final Ids ids;
    private final IntakeMetrics metrics;

    StoreTogether(RawCallbacks raw, PublishStored publishing, Ids ids, IntakeMetrics metrics) {
        this.raw = raw;
        this.publishing = publishing;
        this.ids = ids;
        this.metrics = metrics;
    }

    void store(List<Waiting> callbacks) {
        var batch =
                RawBatch.of(ids.draw(), callbacks.stream().map(Waiting::arrival).toList());
        try {
            metrics.storing(batch, () -> raw.store(batch));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "{} callbacks could not be stored, and their senders will come again: {}",
                    callbacks.size(),
                    e.getMessage());
            answer(callbacks, Answer.NOT_STORED);
            return;
        }
        var _ = publishing.publish(batch).thenRun(() -> answer(callbacks, Answer.STORED));
    }

    static void answer(List<Waiting> callbacks, Answer with) {
        callbacks.forEach(callback -> callback.answer(with));
    }
}
