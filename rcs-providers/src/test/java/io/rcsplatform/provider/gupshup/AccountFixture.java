package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.ProviderAccount;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts as an operator would configure them. */
final class AccountFixture {
    static final Map<String, String> USER = Map.of("userid", "2000123456", "password", "p&ss=wörd+1");
    static final Map<String, String> CLIENT =
            Map.of("client_id", "client", "client_secret", "secret", "bot_id", "bot-1");

    private AccountFixture() {}

    static ProviderAccount gateway(URI baseUrl) {
        return account("gupshup-gateway", Channel.RCS, "gateway", baseUrl, null, USER);
    }

    static ProviderAccount sms(URI baseUrl, String... more) {
        return account("gupshup-sms", Channel.SMS, "sms", baseUrl, null, with(USER, more));
    }

    static ProviderAccount hub(URI host, String... more) {
        return account("gupshup-rcs", Channel.RCS, "hub", host.resolve("/rcs"), host, with(CLIENT, more));
    }

    static Map<String, String> with(Map<String, String> credentials, String... more) {
        var all = new HashMap<>(credentials);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return Map.copyOf(all);
    }

    static ProviderAccount account(
            String name,
            Channel channel,
            String contract,
            URI baseUrl,
            @Nullable URI authUrl,
            Map<String, String> credentials) {
        return new ProviderAccount(
                name,
                "gupshup",
                channel,
                contract,
                baseUrl,
                authUrl,
                credentials,
                "callback-token-0001",
                8,
                Duration.ofSeconds(1));
    }
}
