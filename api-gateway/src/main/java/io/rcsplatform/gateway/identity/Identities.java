package io.rcsplatform.gateway.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What callers are to the services: a token each, which serves for all that they ask in a quarter of its life. */
@Component
class Identities {
    private static final Duration KEPT = IdentityTokens.MAX_LIFE.dividedBy(4);
    private static final int MOST = 10_000;

    private final LoadingCache<Caller, String> tokens;

    @Autowired
    Identities(IdentityTokens tokens) {
        this(tokens, Ticker.systemTicker());
    }

    Identities(IdentityTokens tokens, Ticker time) {
        this.tokens = Caffeine.newBuilder()
                .ticker(time)
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .build(caller -> tokens.issue(caller, IdentityTokens.MAX_LIFE));
    }

    String of(Caller caller) {
        return tokens.get(caller);
    }
}
