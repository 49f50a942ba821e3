package io.rcsplatform.webhook.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.Provider;
import io.rcsplatform.provider.ProviderAccount;
import java.util.ArrayList;

/**
 * A provider whose callbacks are lines: {@code delivered <id>}, {@code reply <id> <text>}, {@code crash}; anything else is not
 * understood. A callback by GET has its one line in the query. The signature {@code forged} is not the provider's.
 */
public final class LineProvider implements Provider, CallbackReader {
    private static final PhoneNumber SOMEBODY = new PhoneNumber(491701234567L);

    @Override
    public String name() {
        return "line";
    }

    @Override
    public void check(ProviderAccount account) {}

    @Override
    public ContentLimits limits(ProviderAccount account) {
        throw new UnsupportedOperationException("callbacks only");
    }

    @Override
    public MessageSender sender(ProviderAccount account) {
        throw new UnsupportedOperationException("callbacks only");
    }

    @Override
    public CallbackReader callbacks(ProviderAccount account) {
        return this;
    }

    @Override
    public boolean authentic(CallbackRequest request) {
        return !"forged".equals(request.headers().get("x-line-signature"));
    }

    @Override
    public CallbackContent read(CallbackRequest request) {
        var query = request.query();
        var content = new CallbackContent(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        (query == null ? new String(request.body(), UTF_8) : query.replace('=', ' '))
                .lines()
                .forEach(line -> read(line.split(" ", 3), request, content));
        return content;
    }

    private static void read(String[] words, CallbackRequest request, CallbackContent content) {
        switch (words[0]) {
            case "delivered" ->
                content.receipts().add(new Receipt(words[1], MessageState.DELIVERED, request.receivedAt(), null, null));
            case "reply" ->
                content.inbound()
                        .add(new Inbound(words[1], Kind.TEXT, SOMEBODY, "agent", words[2], null, request.receivedAt()));
            case "crash" -> throw new IllegalStateException("crashed over a line");
            default -> content.unrecognised().add("a line of " + words.length + " words");
        }
    }
}
