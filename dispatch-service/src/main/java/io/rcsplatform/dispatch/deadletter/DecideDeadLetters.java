package io.rcsplatform.dispatch.deadletter;

import io.rcsplatform.dispatch.deadletter.DeadLetter.Decision;
import io.rcsplatform.dispatch.deadletter.DeadLetter.Selection;
import io.rcsplatform.dispatch.deadletter.DeadLetter.Whole;
import io.rcsplatform.domain.id.DeadLetterId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.logging.LogFields;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import io.rcsplatform.platform.messaging.EventHeaders;
import io.rcsplatform.platform.messaging.QueuePublisher;
import io.rcsplatform.platform.messaging.Unavailable;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts letters back into the queue that they died in, or gives them up. A letter is locked while it is published and marked once the
 * broker has confirmed, so nobody else publishes it meanwhile. After a crash in between it is still open and may be published again:
 * it keeps its event's id, which its consumer applies once.
 */
@Service
class DecideDeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DecideDeadLetters.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    /** Headers that brokers and consumers add, and that do not belong to the message. */
    private static final String ADDED = "x-";

    /** Letters of one transaction: what is held in memory and locked. */
    private static final int PORTION = 50;

    private final DeadLetters letters;
    private final QueuePublisher publisher;
    private final TransactionTemplate transaction;

    DecideDeadLetters(DeadLetters letters, QueuePublisher publisher, PlatformTransactionManager transactions) {
        this.letters = letters;
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Replaying it again has no effect, until it fails again. */
    DeadLetter replay(DeadLetterId id, Decision decision) {
        return decide(id, decision, this::putBack);
    }

    /** Discarding it again has no effect. */
    DeadLetter discard(DeadLetterId id, Decision decision) {
        return decide(id, decision, _ -> {});
    }

    private DeadLetter decide(DeadLetterId id, Decision decision, Effect effect) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var whole = letters.lock(id).orElseThrow(() -> ApiProblem.notFound("dead letter", id));
            var state = whole.letter().state();
            AuditTrail.before(DeadLetterView.of(whole.letter()));
            if (state == decision.state()) {
                return whole.letter();
            }
            if (state != State.OPEN) {
                throw ApiProblem.conflict(
                        "dead_letter_" + state.text(),
                        "The dead letter was " + state.text() + " already.",
                        "Get it to see by whom and why. A replayed letter is open again once it fails again.");
            }
            effect.on(whole);
            letters.decide(List.of(id), decision);
            log.info(
                    "{} of {} is {} by {}",
                    id,
                    whole.letter().queue(),
                    decision.state().text(),
                    decision.by());
            return letters.find(id).orElseThrow().letter();
        }));
    }

    private void putBack(Whole whole) {
        try {
            publish(whole).join();
        } catch (CompletionException e) {
            log.warn("{} is not replayed: {}", whole.letter().id(), String.valueOf(e.getCause()));
            throw ApiProblem.unavailable(
                    "The queue did not take the message; the dead letter is still open.", TRY_AGAIN);
        }
    }

    /**
     * The oldest first, in portions; stops at the first portion of which the broker took not all.
     *
     * @param limit how many letters at most
     */
    Outcome replay(Selection selection, int limit, Decision decision) {
        var begun = letters.now();
        int replayed = 0;
        int failed = 0;
        int claimed = PORTION;
        while (claimed == PORTION && failed == 0 && replayed < limit) {
            int portion = Math.min(PORTION, limit - replayed);
            var round = Objects.requireNonNull(
                    transaction.execute(_ -> replayPortion(letters.claim(selection, begun, portion), decision)));
            replayed += round.done();
            failed += round.failed();
            claimed = round.done() + round.failed();
        }
        if (replayed == 0 && failed > 0) {
            throw ApiProblem.unavailable(
                    "The queue took none of the messages; the dead letters are still open.", TRY_AGAIN);
        }
        log.atInfo()
                .addKeyValue(LogFields.EVENT, "dead_letters.replayed")
                .log("{} dead letters are replayed by {}", replayed, decision.by());
        return new Outcome(replayed, failed, letters.anyOpen(selection, begun));
    }

    private Portion replayPortion(List<Whole> claimed, Decision decision) {
        var inFlight = claimed.stream().map(this::publish).toList();
        var confirmed = new ArrayList<DeadLetterId>();
        for (int i = 0; i < claimed.size(); i++) {
            var id = claimed.get(i).letter().id();
            try {
                inFlight.get(i).join();
                confirmed.add(id);
            } catch (CompletionException e) {
                log.warn("{} is not replayed: {}", id, String.valueOf(e.getCause()));
            }
        }
        letters.decide(confirmed, decision);
        return new Portion(confirmed.size(), claimed.size() - confirmed.size());
    }

    /** @param limit how many letters at most */
    Outcome discard(Selection selection, int limit, Decision decision) {
        var begun = letters.now();
        int discarded = letters.discard(selection, begun, limit, decision);
        log.atInfo()
                .addKeyValue(LogFields.EVENT, "dead_letters.discarded")
                .log("{} dead letters are discarded by {}", discarded, decision.by());
        return new Outcome(discarded, 0, letters.anyOpen(selection, begun));
    }

    private CompletableFuture<Void> publish(Whole whole) {
        return ConsumerQueue.named(whole.letter().queue())
                .map(queue -> publisher.publishAsync(queue, message(whole)))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new Unavailable("there is no queue " + whole.letter().queue() + " any more", null)));
    }

    private static Message message(Whole whole) {
        var message = MessageBuilder.withBody(whole.payload());
        whole.headers().forEach((name, value) -> {
            if (!name.startsWith(ADDED)) {
                message.setHeader(name, value);
            }
        });
        message.setHeader(EventHeaders.REPLAY, whole.letter().attempts());
        if (whole.contentType() != null) {
            message.setContentType(whole.contentType());
        }
        return message.build();
    }

    /**
     * @param failed letters that the broker did not take, which are still open
     * @param more whether others of the selection are still open
     */
    record Outcome(int done, int failed, boolean more) {}

    private record Portion(int done, int failed) {}

    private interface Effect {
        void on(Whole letter);
    }
}
