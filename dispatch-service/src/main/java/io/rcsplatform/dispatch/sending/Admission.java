package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.consent.Suppressions;
import io.rcsplatform.dispatch.ledger.Fact;
import io.rcsplatform.dispatch.ledger.Ledger;
import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.dispatch.ledger.Leg;
import io.rcsplatform.dispatch.ledger.LegKey;
import io.rcsplatform.dispatch.ledger.SqlArrays;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Decides who of a chunk is submitted now, in the caller's transaction, whose lease on the batch keeps every other instance from these
 * rows.
 */
@Component
class Admission {
    private static final String INSERT = """
            insert into message (tenant_id, id, leg, campaign_id, batch_id, sender_id, account, address, state, attempts, submitted_at)
            select :tenant, r.id, :leg, :campaign, :batch, :sender, :account, r.address, r.state, r.attempts,
                   case when r.attempts > 0 then clock_timestamp() end
              from unnest(:ids, :addresses, :states, :attempts) as r (id, address, state, attempts)
            on conflict (tenant_id, id, leg) do nothing
            returning id
            """;

    /** A message that may be with the provider already stays unknown until an answer or a receipt says more. */
    private static final String SUBMIT_AGAIN = """
            update message m
               set state = greatest(m.state, :submitting), attempts = r.attempts, submitted_at = clock_timestamp()
              from unnest(:tenants, :ids, :legs, :attempts) as r (tenant_id, id, leg, attempts)
             where m.tenant_id = r.tenant_id and m.id = r.id and m.leg = r.leg
            """;

    private static final String TAKE_BACK = """
            update message m
               set state = :accepted
              from unnest(:tenants, :ids, :legs) as r (tenant_id, id, leg)
             where m.tenant_id = r.tenant_id and m.id = r.id and m.leg = r.leg and m.state = :submitting
            """;

    /** As if they had not been admitted, but for when they were submitted before. */
    private static final String UNDO = """
            update message m
               set state = case when m.state = :submitting then :accepted else m.state end, attempts = m.attempts - 1,
                   submitted_at = null
              from unnest(:tenants, :ids, :legs) as r (tenant_id, id, leg)
             where m.tenant_id = r.tenant_id and m.id = r.id and m.leg = r.leg
            """;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Suppressions suppressions;
    private final SendingProperties properties;

    Admission(JdbcClient jdbc, Ledger ledger, Suppressions suppressions, SendingProperties properties) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.suppressions = suppressions;
        this.properties = properties;
    }

    Admitted admit(Work work, List<Recipient> chunk, boolean cancelled, boolean idempotent, Instant now) {
        var batch = work.batch();
        var verdict = verdict(batch, chunk, cancelled, now);
        var inserted = insert(batch, chunk, verdict);
        var admitted = Admitted.empty();
        var known = new ArrayList<Recipient>();
        for (var recipient : chunk) {
            if (inserted.contains(recipient.id().value())) {
                verdict.settle(recipient, 1, admitted);
            } else {
                known.add(recipient);
            }
        }
        if (!known.isEmpty()) {
            resume(work, known, verdict, idempotent, admitted);
        }
        return admitted;
    }

    /** Rows whose submission was certainly not accepted: nothing is with the provider, whatever happens to this process. */
    void takeBack(DispatchBatch batch, Collection<Submission> submissions) {
        reset(TAKE_BACK, batch, submissions);
    }

    /** Rows whose submission never began. */
    void undo(DispatchBatch batch, Collection<Submission> submissions) {
        reset(UNDO, batch, submissions);
    }

    private void reset(String sql, DispatchBatch batch, Collection<Submission> submissions) {
        if (submissions.isEmpty()) {
            return;
        }
        jdbc.sql(sql)
                .param("accepted", LedgerCodes.of(MessageState.ACCEPTED))
                .param("submitting", LedgerCodes.of(MessageState.SUBMITTING))
                .param(
                        "tenants",
                        SqlArrays.uuids(submissions, _ -> batch.tenantId().value()))
                .param(
                        "ids",
                        SqlArrays.uuids(submissions, s -> s.recipient().id().value()))
                .param("legs", SqlArrays.legs(submissions, _ -> batch.channel()))
                .update();
    }

    private Set<UUID> insert(DispatchBatch batch, List<Recipient> chunk, Verdict verdict) {
        return new HashSet<>(jdbc.sql(INSERT)
                .param("tenant", batch.tenantId().value())
                .param("leg", LedgerCodes.of(batch.channel()))
                .param(
                        "campaign",
                        batch.campaignId() == null ? null : batch.campaignId().value())
                .param("batch", batch.batchId().value())
                .param("sender", batch.sender().id().value())
                .param("account", batch.sender().account())
                .param("ids", SqlArrays.uuids(chunk, recipient -> recipient.id().value()))
                .param(
                        "addresses",
                        SqlArrays.longs(chunk, recipient -> recipient.to().digits()))
                .param("states", SqlArrays.states(chunk, verdict::initialState))
                .param("attempts", SqlArrays.shorts(chunk, r -> (short) (verdict.mayGo(r) ? 1 : 0)))
                .query(UUID.class)
                .list());
    }

    /** Rows that were there already: from an earlier chunk of this run, or from whoever had the batch before. */
    private void resume(Work work, List<Recipient> known, Verdict verdict, boolean idempotent, Admitted admitted) {
        var batch = work.batch();
        var keys = known.stream().map(recipient -> legOf(batch, recipient)).toList();
        var rows = ledger.lock(keys, batch.tenantId()).stream()
                .filter(work::holds)
                .collect(Collectors.toMap(leg -> leg.key().message(), Function.identity()));
        for (var recipient : known) {
            var row = rows.get(recipient.id());
            if (row != null) {
                resume(row, recipient, verdict, idempotent, admitted);
            }
        }
        submitAgain(batch, admitted.resumed());
        submitAgain(batch, admitted.resent());
    }

    private void resume(Leg row, Recipient recipient, Verdict verdict, boolean idempotent, Admitted admitted) {
        boolean mayGo = verdict.mayGo(recipient);
        switch (row.status().state()) {
            case ACCEPTED -> {
                if (mayGo) {
                    admitted.resumed().add(again(row, recipient));
                } else {
                    verdict.settle(recipient, row.attempts(), admitted);
                }
            }
            case SUBMITTING -> {
                if (mayGo && idempotent) {
                    admitted.resumed().add(again(row, recipient));
                } else {
                    admitted.ends()
                            .add(Fact.of(row.key(), MessageState.UNKNOWN, verdict.now(), Reason.ANSWER_LOST, null));
                    if (mayGo && mayComeTwice(verdict.batch(), row)) {
                        admitted.doubtful().add(new Doubtful(recipient, submittedAt(row)));
                    }
                }
            }
            case UNKNOWN -> {
                if (mayGo && mayComeTwice(verdict.batch(), row)) {
                    resumeUnknown(row, recipient, verdict, admitted);
                }
            }
            case SENT, SKIPPED, CANCELLED, FAILED, EXPIRED, REVOKED, DELIVERED, READ -> {}
        }
    }

    private void resumeUnknown(Leg row, Recipient recipient, Verdict verdict, Admitted admitted) {
        var submitted = submittedAt(row);
        if (verdict.now().isBefore(submitted.plus(properties.receiptWait()))) {
            admitted.doubtful().add(new Doubtful(recipient, submitted));
        } else {
            admitted.resent().add(again(row, recipient));
        }
    }

    private boolean mayComeTwice(DispatchBatch batch, Leg row) {
        return batch.neverMisses() && row.attempts() < properties.retryAttempts();
    }

    private static Submission again(Leg row, Recipient recipient) {
        return new Submission(recipient, row.attempts() + 1);
    }

    private static Instant submittedAt(Leg row) {
        var at = row.submittedAt();
        return at == null ? Instant.EPOCH : at;
    }

    private void submitAgain(DispatchBatch batch, List<Submission> again) {
        if (again.isEmpty()) {
            return;
        }
        jdbc.sql(SUBMIT_AGAIN)
                .param("submitting", LedgerCodes.of(MessageState.SUBMITTING))
                .param("tenants", SqlArrays.uuids(again, _ -> batch.tenantId().value()))
                .param("ids", SqlArrays.uuids(again, s -> s.recipient().id().value()))
                .param("legs", SqlArrays.legs(again, _ -> batch.channel()))
                .param("attempts", SqlArrays.shorts(again, s -> (short) s.attempt()))
                .update();
    }

    private Verdict verdict(DispatchBatch batch, List<Recipient> chunk, boolean cancelled, Instant now) {
        if (cancelled) {
            return new Verdict(batch, now, MessageState.CANCELLED, Reason.CAMPAIGN_CANCELLED, Set.of());
        }
        if (!now.isBefore(batch.deadline())) {
            return new Verdict(batch, now, MessageState.EXPIRED, Reason.EXPIRED, Set.of());
        }
        var numbers = chunk.stream().map(Recipient::to).toList();
        return new Verdict(batch, now, null, null, suppressions.among(batch.tenantId(), numbers));
    }

    private static LegKey legOf(DispatchBatch batch, Recipient recipient) {
        return new LegKey(batch.tenantId(), recipient.id(), batch.channel());
    }

    /**
     * @param begun who had no row before
     * @param resumed whose earlier submission was certainly not accepted, or cannot be accepted twice
     * @param resent whose answer was lost, and may get a second copy
     * @param ends to be recorded in the same transaction
     * @param doubtful whose answer was lost, and who are to come again unless a receipt does
     */
    record Admitted(
            List<Submission> begun,
            List<Submission> resumed,
            List<Submission> resent,
            List<Fact> ends,
            List<Doubtful> doubtful) {
        static final Admitted NOBODY = new Admitted(List.of(), List.of(), List.of(), List.of(), List.of());

        static Admitted empty() {
            return new Admitted(
                    new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        List<Submission> submissions() {
            return Stream.of(begun, resumed, resent).flatMap(List::stream).toList();
        }
    }

    record Doubtful(Recipient recipient, Instant submittedAt) {}

    /** @param end for everybody; null where only those who opted out may not be sent to */
    private record Verdict(
            DispatchBatch batch,
            Instant now,
            @Nullable MessageState end,
            @Nullable Reason reason,
            Set<PhoneNumber> optedOut) {

        boolean mayGo(Recipient recipient) {
            return end == null && !optedOut.contains(recipient.to());
        }

        MessageState initialState(Recipient recipient) {
            return mayGo(recipient) ? MessageState.SUBMITTING : MessageState.ACCEPTED;
        }

        void settle(Recipient recipient, int attempt, Admitted admitted) {
            if (mayGo(recipient)) {
                admitted.begun().add(new Submission(recipient, attempt));
            } else {
                var state = end == null ? MessageState.SKIPPED : end;
                var why = end == null ? Reason.OPTED_OUT : reason;
                admitted.ends().add(Fact.of(legOf(batch, recipient), state, now, why, null));
            }
        }
    }
}
