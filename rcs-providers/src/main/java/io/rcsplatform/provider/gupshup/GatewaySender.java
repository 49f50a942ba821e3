package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.ContentJson;
import io.rcsplatform.provider.wire.Json;
import io.rcsplatform.provider.wire.Refusal;
import io.rcsplatform.provider.wire.WireText;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** RCS over the enterprise gateway: templates that Gupshup holds for the brand, from the agent that the account implies. */
final class GatewaySender implements MessageSender {
    private final ProviderAccount account;
    private final Gateway gateway;

    GatewaySender(ProviderAccount account, Clock clock) {
        this.account = account;
        this.gateway = new Gateway(account, clock);
    }

    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public Compiled compile(
            MessageContent content,
            @Nullable String from,
            TrafficClass trafficClass,
            List<String> variables,
            Instant deadline) {
        if (!(content instanceof ProviderTemplate template)) {
            return Refusal.contentRejected("this account's contract sends only templates that the provider holds");
        }
        var refusal = Refusal.ofMissingVariables(content, variables);
        if (refusal != null) {
            return refusal;
        }
        var message = Json.object(Json.member("contentMessage", new ContentJson(variables).contentMessage(template)));
        var body = Gateway.form(account, WireText.own(0))
                .field("msg_type", "TEXT")
                .field("msg", message)
                .toBody();
        return (_, to, values) -> {
            var refused = Refusal.ofMissingValues(values, variables);
            return refused == null
                    ? gateway.send(body.fill(values, Long.toString(to.digits())))
                    : CompletableFuture.completedFuture(refused);
        };
    }

    @Override
    public void close() {
        gateway.close();
    }
}
