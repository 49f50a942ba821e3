package io.rcsplatform.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Those that were good lately. They are tried from an address where others guess, too, so that whoever shares it with a guesser is let in;
 * whether they still are good is asked as always.
 */
@Component
class GoodCredentials {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final Cache<Credential, Boolean> good = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(REMEMBERED)
            .build();

    void remember(Credential credential) {
        good.put(credential, true);
    }

    boolean contain(Credential credential) {
        return good.getIfPresent(credential) != null;
    }
}
