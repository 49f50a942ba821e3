package io.rcsplatform.webhook.account;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.ProviderAccount;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The operator's provider accounts, {@code rcs.accounts.<name>}. */
@ConfigurationProperties("rcs")
record AccountsProperties(@DefaultValue Map<String, Account> accounts) {
    List<ProviderAccount> providerAccounts() {
        return accounts.entrySet().stream()
                .map(entry -> entry.getValue().named(entry.getKey()))
                .toList();
    }

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
            return new ProviderAccount(
                    name,
                    required(provider, name, "provider"),
                    required(channel, name, "channel"),
                    required(contract, name, "contract"),
                    required(baseUrl, name, "base-url"),
                    authUrl,
                    credentials,
                    required(callbackToken, name, "callback-token"),
                    maxConnections,
                    responseTimeout);
        }

        private static <T> T required(@Nullable T value, String account, String key) {
            if (value == null) {
                throw new IllegalArgumentException("rcs.accounts." + account + "." + key + ": is missing");
            }
            return value;
        }
    }
}
