package io.rcsplatform.webhook.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.webhook.publishing.BatchContent.Publication;
import org.springframework.stereotype.Component;

/** {@code rcs.webhook.content}: what callbacks held, by account and kind ({@code receipt}, {@code inbound}, {@code unrecognised}). */
@Component
class ContentMetrics {
    private final MeterRegistry registry;

    ContentMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(BatchContent content) {
        content.publications().forEach(this::count);
        content.unrecognised().forEach(noted -> count(noted.account(), "unrecognised", 1));
    }

    private void count(Publication publication) {
        switch (publication) {
            case Publication.Receipts(ReceiptsReceived event) ->
                count(event.account(), "receipt", event.receipts().size());
            case Publication.Inbound(InboundReceived event) ->
                count(event.account(), "inbound", event.messages().size());
        }
    }

    private void count(String account, String kind, int items) {
        registry.counter("rcs.webhook.content", "account", account, "kind", kind)
                .increment(items);
    }
}
