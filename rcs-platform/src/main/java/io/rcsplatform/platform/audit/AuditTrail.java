package io.rcsplatform.platform.audit;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.id.Ids;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * What handlers can add to the entry of the request at hand, which is made without them: by its route, its caller and its answer. Outside of a
 * request nothing is recorded.
 */
public class AuditTrail {
    private final AuditLog log;
    private final PlatformTransactionManager transactions;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    AuditTrail(AuditLog log, PlatformTransactionManager transactions, JsonMapper json, Ids ids, Clock clock) {
        this.log = log;
        this.transactions = transactions;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the resource was before the change, in the form in which it is answered. */
    public static void before(Object state) {
        Write.current().ifPresent(write -> write.before(state));
    }

    /** The change is about a tenant who is not the caller's: both find it in their logs. */
    public static void concerns(TenantId tenant) {
        Write.current().ifPresent(write -> write.concerns(tenant));
    }

    /** Once a handler that is marked {@link RecordsItself} sees that there is nothing to do. */
    public static void changedNothing() {
        Write.current().ifPresent(Write::nothing);
    }

    /** For handlers that are marked {@link RecordsItself}: makes the entry now, in the transaction that is going on, or in one of its own. */
    public void record(String resource, @Nullable Object after) {
        Write.current()
                .ifPresent(write -> new TransactionTemplate(transactions)
                        .executeWithoutResult(_ -> append(write, resource, after)));
    }

    /** Carries a handler out; where it writes, in one transaction with its entry. */
    @Nullable
    Object recording(HandlerMethod handler, Callable<@Nullable Object> work) throws Exception {
        var write = Write.begin(handler).orElse(null);
        if (write == null) {
            return work.call();
        }
        if (handler.hasMethodAnnotation(RecordsItself.class)) {
            var result = work.call();
            if (!write.isRecorded()) {
                throw new IllegalStateException("left no entry in the audit log: " + handler);
            }
            return result;
        }
        return inTransaction(() -> {
            var result = work.call();
            append(write, null, answered(result));
            return result;
        });
    }

    private void append(Write write, @Nullable String resource, @Nullable Object after) {
        write.entries(ids::draw, clock.instant(), json, resource, after).forEach(log::append);
    }

    private static @Nullable Object answered(@Nullable Object result) {
        return result instanceof ResponseEntity<?> answer ? answer.getBody() : result;
    }

    private @Nullable Object inTransaction(Callable<@Nullable Object> work) throws Exception {
        var transaction = transactions.getTransaction(TransactionDefinition.withDefaults());
        Object result;
        try {
            result = work.call();
        } catch (Exception | Error e) {
            transactions.rollback(transaction);
            throw e;
        }
        transactions.commit(transaction);
        return result;
    }
}
