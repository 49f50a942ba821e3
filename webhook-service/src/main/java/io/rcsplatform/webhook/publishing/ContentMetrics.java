package io.rcsplatform.webhook.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.webhook.account.CallbackAccounts;
import io.rcsplatform.webhook.publishing.BatchContent.Publication;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code rcs.webhook.content}: what callbacks held, by account and kind ({@code receipt}, {@code inbound}, {@code unrecognised}). */
@Component
class ContentMetrics {
    private static final String RECEIPT = "receipt";
    private static final String INBOUND = "inbound";
    private static final String UNRECOGNISED = "unrecognised";
    private static final List<String> KINDS = List.of(RECEIPT, INBOUND, UNRECOGNISED);

    private final MeterRegistry registry;

    ContentMetrics(MeterRegistry registry, CallbackAccounts accounts) {
        this.registry = registry;
        for (var account : accounts.names()) {
            KINDS.forEach(kind -> count(account, kind, 0));
        }
    }

    void count(BatchContent content) {
        content.publications().forEach(this::count);
        content.unrecognised().forEach(noted -> count(noted.account(), UNRECOGNISED, 1));
    }

    private void count(Publication publication) {
        switch (publication) {
            case Publication.Receipts(ReceiptsReceived event) ->
                count(event.account(), RECEIPT, event.receipts().size());
            case Publication.Inbound(InboundReceived event) ->
                count(event.account(), INBOUND, event.messages().size());
        }
    }

    private void count(String account, String kind, int items) {
        registry.counter("rcs.webhook.content", "account", account, "kind", kind)
                .increment(items);
    }
}
