package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.ledger.Fact;
import io.rcsplatform.dispatch.ledger.LegKey;
import io.rcsplatform.dispatch.receipt.Reference;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import java.util.ArrayList;
import java.util.List;

/**
 * What some answers mean, until it is written down.
 *
 * @param takenBack submissions that were certainly not accepted and will be tried again
 * @param notSubmitted that were admitted and count as never handed over
 */
record Digest(List<Fact> facts, List<Reference> references, List<Submission> takenBack, List<Submission> notSubmitted) {
    static final Digest NOTHING = new Digest(List.of(), List.of(), List.of(), List.of());

    static Digest notSubmitted(List<Submission> submissions) {
        return new Digest(List.of(), List.of(), List.of(), submissions);
    }

    /** @param inOrder whether the provider is. Where it is not, a message does not use up its tries */
    static Digest of(DispatchBatch batch, List<Answer> answers, boolean idempotent, boolean inOrder, Retries retries) {
        var digest = new Digest(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var answer : answers) {
            var leg =
                    new LegKey(batch.tenantId(), answer.submission().recipient().id(), batch.channel());
            digest.add(batch, leg, answer, idempotent, inOrder, retries);
        }
        return digest;
    }

    Digest and(Digest other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return new Digest(
                joined(facts, other.facts),
                joined(references, other.references),
                joined(takenBack, other.takenBack),
                joined(notSubmitted, other.notSubmitted));
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    boolean isEmpty() {
        return facts.isEmpty() && takenBack.isEmpty() && notSubmitted.isEmpty();
    }

    private void add(
            DispatchBatch batch, LegKey leg, Answer answer, boolean idempotent, boolean inOrder, Retries retries) {
        var submission = answer.submission();
        var at = answer.at();
        switch (answer.outcome()) {
            case Accepted(var providerId) -> {
                facts.add(Fact.sent(leg, at, providerId));
                references.add(new Reference(batch.sender().account(), providerId, leg, answer.traceparent()));
            }
            case Rejected(var reason, var detail) -> facts.add(Fact.of(leg, MessageState.FAILED, at, reason, detail));
            case Unreachable(var reason, var detail) ->
                facts.add(Fact.of(leg, MessageState.FAILED, at, reason, detail));
            case Retry(var after, var reason, var detail) -> {
                if (!inOrder && Circuit.tellsOfTrouble(answer.outcome())) {
                    notSubmitted.add(submission);
                    retries.add(submission, after, at);
                } else if (retries.allows(submission)) {
                    takenBack.add(submission);
                    retries.add(submission, after, at);
                } else {
                    facts.add(Fact.of(leg, MessageState.FAILED, at, reason, detail));
                }
            }
            case Unknown(var detail) -> {
                if (idempotent && retries.allows(submission)) {
                    retries.add(submission, null, at);
                } else {
                    facts.add(Fact.of(leg, MessageState.UNKNOWN, at, Reason.ANSWER_LOST, detail));
                    if (batch.neverMisses() && retries.allows(submission)) {
                        retries.awaitReceipt(submission.recipient(), at);
                    }
                }
            }
        }
    }
}
