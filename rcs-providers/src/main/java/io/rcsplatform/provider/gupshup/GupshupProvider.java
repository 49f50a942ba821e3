package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.Provider;
import io.rcsplatform.provider.ProviderAccount;
import java.time.Clock;

/**
 * Gupshup, in three wire contracts: {@code gateway} (RCS over the enterprise gateway), {@code hub} (RCS over the RBM hub, Google
 * style) and {@code sms} (enterprise SMS).
 */
public final class GupshupProvider implements Provider {
    private final Clock clock;

    public GupshupProvider() {
        this(Clock.systemUTC());
    }

    public GupshupProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "gupshup";
    }

    @Override
    public void check(ProviderAccount account) {
        Contract.of(account).check(account);
    }

    @Override
    public ContentLimits limits(ProviderAccount account) {
        return Contract.of(account).limits();
    }

    @Override
    public MessageSender sender(ProviderAccount account) {
        check(account);
        return switch (Contract.of(account)) {
            case GATEWAY -> new GatewaySender(account, clock);
            case HUB -> new HubSender(account, clock);
            case SMS -> new SmsSender(account, clock);
        };
    }

    @Override
    public CallbackReader callbacks(ProviderAccount account) {
        return switch (Contract.of(account)) {
            case GATEWAY, SMS -> new GatewayCallbacks();
            case HUB -> new HubCallbacks();
        };
    }
}
