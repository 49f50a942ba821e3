package io.rcsplatform.gateway.identity;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/** Signs who is calling, for the services behind the gateway: a JWT of a minute's life. */
@Component
class IdentityTokens {
    static final String HEADER = "X-Rcs-Identity";

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int MIN_KEY_BYTES = 32;

    private final SecretKey key;
    private final Clock clock = Clock.systemUTC();

    IdentityTokens(GatewayProperties properties) {
        this.key = Keys.hmacShaKeyFor(decoded(properties.internalTokenKey()));
    }

    String issue(KeyOwner owner) {
        var now = clock.instant();
        return Jwts.builder()
                .issuer("rcs-gateway")
                .audience()
                .add("rcs")
                .and()
                .claim("tenant", owner.tenantId())
                .claim("key", owner.keyId())
                .claim("scopes", owner.scopes())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFE)))
                .signWith(key, Jwts.SIG.HS256)
                .compact();
    }

    private static byte[] decoded(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (bytes.length >= MIN_KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // told below, without the value
        }
        throw new IllegalStateException(
                "rcs.gateway.internal-token-key (RCS_INTERNAL_TOKEN_KEY) must be base64 of 32 bytes or more");
    }
}
