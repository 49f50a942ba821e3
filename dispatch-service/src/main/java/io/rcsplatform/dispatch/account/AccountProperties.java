package io.rcsplatform.dispatch.account;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.ProviderAccount;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The operator's provider accounts by name. */
@ConfigurationProperties("rcs")
record AccountProperties(@DefaultValue Map<String, Account> accounts) {

    record Account(
            @Nullable String provider,
            @Nullable Channel channel,
            @Nullable String contract,
            @Nullable URI baseUrl,
            @Nullable URI authUrl,
            @DefaultValue Map<String, String> credentials,
            @Nullable String callbackToken,
            @DefaultValue("64") int maxConnections,
            @DefaultValue("10s") Duration responseTimeout) {

        ProviderAccount named(String name) {
            if (maxConnections < 1) {
                throw new IllegalArgumentException("rcs.accounts." + name + ".max-connections: at least 1 is needed");
            }
            return new ProviderAccount(
                    name,
                    required(name, "provider", provider),
                    required(name, "channel", channel),
                    required(name, "contract", contract),
                    required(name, "base-url", baseUrl),
                    authUrl,
                    credentials,
                    required(name, "callback-token", callbackToken),
                    maxConnections,
                    responseTimeout);
        }

        private static <T> T required(String name, String key, @Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException("rcs.accounts." + name + "." + key + ": is missing");
            }
            return value;
        }
    }
}
