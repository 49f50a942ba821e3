package io.rcsplatform.provider;

import io.rcsplatform.domain.message.Channel;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An account as it stands in the operator's file under {@code rcs.accounts.<name>}, unchecked. Services bind it; its text form
 * hides what is secret.
 *
 * @param maxConnections 64 when left out
 * @param responseTimeout ten seconds when left out
 */
public record AccountSettings(
        @Nullable String provider,
        @Nullable Channel channel,
        @Nullable String contract,
        @Nullable URI baseUrl,
        @Nullable URI authUrl,
        @Nullable Map<String, String> credentials,
        @Nullable String callbackToken,
        @Nullable Integer maxConnections,
        @Nullable Duration responseTimeout) {

    /** Whether any credential is filled in. A file may list accounts that this installation has none for: they are left out. */
    boolean isConfigured() {
        return credentials != null && credentials.values().stream().anyMatch(value -> !value.isBlank());
    }

    /** Credentials without those left empty. */
    Map<String, String> givenCredentials() {
        var given = new TreeMap<String, String>();
        if (credentials != null) {
            credentials.forEach((name, value) -> {
                if (!value.isBlank()) {
                    given.put(name, value);
                }
            });
        }
        return Map.copyOf(given);
    }

    @Override
    public String toString() {
        return "AccountSettings[" + provider + "/" + contract + ", " + channel + "]";
    }
}
