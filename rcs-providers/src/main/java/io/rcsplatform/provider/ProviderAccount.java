package io.rcsplatform.provider;

import io.rcsplatform.domain.message.Channel;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One account at a provider, as the operator configured it under {@code rcs.accounts.<name>}. Its text form hides what is secret.
 *
 * @param provider which provider's package serves it, such as {@code gupshup}
 * @param contract which of the provider's wire contracts it speaks, such as {@code gateway} or {@code hub}
 * @param authUrl where access tokens come from; null where the contract needs none
 * @param credentials by the names that the contract documents
 * @param callbackToken the secret path segment of the callback address, for providers that sign nothing
 * @param maxConnections to this account's host
 * @param responseTimeout after it an unanswered request counts as lost
 */
public record ProviderAccount(
        String name,
        String provider,
        Channel channel,
        String contract,
        URI baseUrl,
        @Nullable URI authUrl,
        Map<String, String> credentials,
        String callbackToken,
        int maxConnections,
        Duration responseTimeout) {

    @Override
    public String toString() {
        return "ProviderAccount[" + name + ", " + provider + "/" + contract + ", " + channel + "]";
    }
}
