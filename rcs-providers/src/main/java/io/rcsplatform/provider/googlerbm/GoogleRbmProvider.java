package io.rcsplatform.provider.googlerbm;

import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.Provider;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.AccountCheck;
import java.time.Clock;
import java.util.List;

/**
 * Google RCS for Business, contract {@code v1}. Credentials: {@code client_email}, {@code private_key} and {@code private_key_id}
 * (optional) of the service account's key file; {@code client_token} of the webhook; {@code agent_id} for senders without an address;
 * {@code send_traffic_type}, true when left out.
 */
public final class GoogleRbmProvider implements Provider {
    private static final String CONTRACT = "v1";

    private final Clock clock;

    public GoogleRbmProvider() {
        this(Clock.systemUTC());
    }

    public GoogleRbmProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "google-rbm";
    }

    @Override
    public void check(ProviderAccount account) {
        var check = new AccountCheck(account);
        if (!account.contract().equals(CONTRACT)) {
            check.wrong("contract", "Google RBM has no contract '" + account.contract() + "'; there is " + CONTRACT);
        }
        check.channelIs(Channel.RCS);
        check.isUrl("base-url", account.baseUrl());
        check.isUrl("auth-url", account.authUrl());
        check.has(List.of("client_email", ServiceAccount.PRIVATE_KEY, "client_token"));
        check.isFlag("send_traffic_type");
        if (account.credentials().containsKey(ServiceAccount.PRIVATE_KEY)) {
            try {
                var _ = ServiceAccount.of(account);
            } catch (IllegalArgumentException e) {
                check.wrong("credentials." + ServiceAccount.PRIVATE_KEY, String.valueOf(e.getMessage()));
            }
        }
        check.done();
    }

    /** Google holds no templates for a brand. */
    @Override
    public ContentLimits limits(ProviderAccount account) {
        return ContentLimits.GOOGLE.withoutProviderTemplates();
    }

    @Override
    public MessageSender sender(ProviderAccount account) {
        check(account);
        return new RbmSender(account, clock);
    }

    @Override
    public CallbackReader callbacks(ProviderAccount account) {
        check(account);
        return new RbmCallbacks(account.credentials().getOrDefault("client_token", ""));
    }
}
