package io.rcsplatform.gateway.identity;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import io.rcsplatform.platform.logging.LogFields;
import java.security.Key;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * An issuer's public keys by their names. Asked for again now and then, and when a name is not known; kept when the issuer does not answer.
 * Secrets that somebody publishes as keys are not taken for any.
 */
final class PublicKeys {
    private static final Logger log = LoggerFactory.getLogger(PublicKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RestClient http;
    private final String address;
    private volatile KeySet keys = new KeySet(Map.of(), null);

    PublicKeys(RestClient http, String address) {
        this.http = http;
        this.address = address;
    }

    Optional<Key> find(String name) {
        var known = keys;
        return Optional.ofNullable((known.serves(name) ? known : refreshed(name)).byName.get(name));
    }

    /** Only one asks; who waited for it uses what it got. */
    private synchronized KeySet refreshed(String name) {
        if (!keys.serves(name)) {
            keys = new KeySet(fetched(keys), System.nanoTime());
        }
        return keys;
    }

    private Map<String, Key> fetched(KeySet before) {
        try {
            var json = http.get().uri(address).retrieve().body(String.class);
            return Jwks.setParser().build().parse(json == null ? "" : json).getKeys().stream()
                    .filter(key -> key instanceof PublicJwk && key.getId() != null)
                    .collect(Collectors.toUnmodifiableMap(Jwk::getId, Jwk::toKey, (one, _) -> one));
        } catch (RestClientException | JwtException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "issuer_keys.unreadable")
                    .log("The keys of the issuer at {} cannot be read: {}", address, e.toString());
            return before.byName;
        }
    }

    private record KeySet(Map<String, Key> byName, @Nullable Long fetchedAt) {
        /** Whether asking again would tell nothing new of this name: that was done a moment ago. */
        boolean serves(String name) {
            return isYoungerThan(byName.containsKey(name) ? FRESH : PAUSE);
        }

        private boolean isYoungerThan(Duration age) {
            return fetchedAt != null && System.nanoTime() - fetchedAt < age.toNanos();
        }
    }
}
