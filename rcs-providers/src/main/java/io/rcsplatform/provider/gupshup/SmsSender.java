package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.sms.Gsm7;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.Refusal;
import io.rcsplatform.provider.wire.WireText;
import io.rcsplatform.provider.wire.WireText.Slot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** SMS over the enterprise gateway, from a sender id (mask), with the ids that India's DLT rules ask for where they are given. */
final class SmsSender implements MessageSender {
    private final ProviderAccount account;
    private final Gateway gateway;

    SmsSender(ProviderAccount account, Clock clock) {
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
        if (!(content instanceof SmsText sms)) {
            return Refusal.contentRejected("this account sends SMS only");
        }
        var refusal = Refusal.ofMissingVariables(content, variables);
        if (refusal != null) {
            return refusal;
        }
        var text = WireText.of(sms.text(), variables);
        var body = Gateway.form(account, WireText.own(0))
                .field("msg_type", WireText.own(1))
                .field("msg", text)
                .optional("mask", from)
                .optional("principalEntityId", account.credentials().get("principal_entity_id"))
                .optional("dltTemplateId", sms.dltTemplateId())
                .toBody();
        boolean plain = text.literals().stream().allMatch(Gsm7::encodes);
        return (_, to, values) -> {
            var refused = Refusal.ofMissingValues(values, variables);
            return refused == null
                    ? gateway.send(body.fill(
                            values,
                            Long.toString(to.digits()),
                            plain && allPlain(text.slots(), values) ? "Text" : "Unicode_text"))
                    : CompletableFuture.completedFuture(refused);
        };
    }

    private static boolean allPlain(List<Slot> slots, List<String> values) {
        for (var slot : slots) {
            if (!Gsm7.encodes(values.get(slot.index()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
