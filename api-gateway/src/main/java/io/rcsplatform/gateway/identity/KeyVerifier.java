package io.rcsplatform.gateway.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Asks campaign-service whose an API key is, and believes the answer, good or bad, for a moment. */
@Component
class KeyVerifier {
    private static final int CACHED_KEYS = 10_000;
    private static final KeyOwner GATEWAY =
            new KeyOwner("tnt_00000000000000000000000000", "key_00000000000000000000000000", Set.of("internal"));

    private final RestClient campaignService;
    private final IdentityTokens tokens;
    private final LoadingCache<String, Optional<KeyOwner>> owners;

    KeyVerifier(GatewayProperties properties, RestClient.Builder http, IdentityTokens tokens) {
        this.campaignService = http.baseUrl(properties.campaignUrl()).build();
        this.tokens = tokens;
        this.owners = Caffeine.newBuilder()
                .maximumSize(CACHED_KEYS)
                .expireAfterWrite(properties.keyCache())
                .build(this::ask);
    }

    /**
     * Empty for a key that is unknown or revoked.
     *
     * @throws org.springframework.web.client.ResourceAccessException when campaign-service does not answer
     */
    Optional<KeyOwner> ownerOf(String apiKey) {
        return owners.get(apiKey);
    }

    private Optional<KeyOwner> ask(String apiKey) {
        try {
            return Optional.ofNullable(campaignService
                    .post()
                    .uri("/internal/api_keys/verify")
                    .header(IdentityTokens.HEADER, tokens.issue(GATEWAY))
                    .body(Map.of("key", apiKey))
                    .retrieve()
                    .body(KeyOwner.class));
        } catch (HttpClientErrorException e) {
            if (e.getStatusCode() == HttpStatus.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
