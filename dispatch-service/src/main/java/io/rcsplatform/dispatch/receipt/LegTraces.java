package io.rcsplatform.dispatch.receipt;

import io.micrometer.tracing.Span;
import io.rcsplatform.dispatch.ledger.Fact;
import io.rcsplatform.dispatch.ledger.LegKey;
import io.rcsplatform.platform.messaging.Traces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the calls are traced that legs were handed over with: none, nearly always. */
final class LegTraces {
    private final Map<LegKey, String> traceparents = new HashMap<>();

    static LegTraces of(Collection<Reference> references) {
        var traces = new LegTraces();
        references.forEach(reference -> traces.add(reference.leg(), reference.traceparent()));
        return traces;
    }

    void add(ResultSet row) throws SQLException {
        var traceparent = row.getString("traceparent");
        if (traceparent != null) {
            add(ProviderReferences.leg(row), traceparent);
        }
    }

    private void add(LegKey leg, @Nullable String traceparent) {
        if (traceparent != null) {
            traceparents.put(leg, traceparent);
        }
    }

    List<String> traceparents() {
        return List.copyOf(traceparents.values());
    }

    /** A span for each receipt, under the call that it answers and linked to the work that it came with. */
    void show(Collection<Fact> receipts, Traces traces) {
        if (traceparents.isEmpty()) {
            return;
        }
        for (var receipt : receipts) {
            var traceparent = traceparents.get(receipt.leg());
            if (traceparent != null) {
                traces.linked(traceparent, "receipt")
                        .kind(Span.Kind.CONSUMER)
                        .tag("message_id", receipt.leg().message().toString())
                        .tag("channel", receipt.leg().leg().name().toLowerCase(Locale.ROOT))
                        .tag("state", receipt.state().name().toLowerCase(Locale.ROOT))
                        .start()
                        .end();
            }
        }
    }
}
