package io.rcsplatform.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/**
 * The caller's identity as it travels between services: a JWT, signed with HMAC-SHA256, claims {@code tenant}, {@code key},
 * {@code person} where there is one, and {@code scopes} (an array), of a minute's life at most.
 */
public final class IdentityTokens {
    public static final String HEADER = "X-Rcs-Identity";
    public static final String ISSUER = "rcs-gateway";
    public static final String AUDIENCE = "rcs";
    public static final Duration MAX_LIFE = Duration.ofSeconds(60);

    private static final int CLOCK_SKEW_SECONDS = 5;
    private static final int REMEMBERED = 2_000;

    private final SecretKey key;
    private final Clock clock;
    private final JwtParser parser;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MAX_LIFE)
            .build();

    public IdentityTokens(SecretKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
        parser = Jwts.parser()
                .verifyWith(key)
                .requireIssuer(ISSUER)
                .requireAudience(AUDIENCE)
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(CLOCK_SKEW_SECONDS)
                .build();
    }

    public String issue(Caller caller, Duration life) {
        if (life.compareTo(MAX_LIFE) > 0 || !life.isPositive()) {
            throw new IllegalArgumentException("an identity token lives up to " + MAX_LIFE.toSeconds() + " s");
        }
        var now = clock.instant();
        return Jwts.builder()
                .issuer(ISSUER)
                .audience()
                .add(AUDIENCE)
                .and()
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(life)))
                .claim("tenant", caller.tenant().toString())
                .claim("key", caller.key().toString())
                .claim("person", caller.person())
                .claim("scopes", caller.scopes())
                .signWith(key, Jwts.SIG.HS256)
                .compact();
    }

    /** Empty for a token that is not ours, was changed, has expired or lives longer than it should. */
    public Optional<Caller> verify(String token) {
        var known = verified.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.expires())) {
            return Optional.of(known.caller());
        }
        try {
            return Optional.of(parser.parseSignedClaims(token).getPayload())
                    .filter(IdentityTokens::isShortLived)
                    .map(claims -> remember(token, claims));
        } catch (JwtException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A caller's token comes again with each of its requests, and is the same for a while. */
    @SuppressWarnings("JavaUtilDate") // the form in which the library gives times
    private Caller remember(String token, Claims claims) {
        var caller = caller(claims);
        verified.put(token, new Verified(caller, claims.getExpiration().toInstant()));
        return caller;
    }

    @SuppressWarnings("JavaUtilDate") // the form in which the library gives times
    private static boolean isShortLived(Claims claims) {
        var issued = claims.getIssuedAt();
        var expires = claims.getExpiration();
        return issued != null && expires != null && expires.getTime() - issued.getTime() <= MAX_LIFE.toMillis();
    }

    private static Caller caller(Claims claims) {
        return new Caller(
                TenantId.parse(text(claims, "tenant")),
                ApiKeyId.parse(text(claims, "key")),
                claims.get("person", String.class),
                scopes(claims));
    }

    private static String text(Claims claims, String name) {
        if (claims.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no claim " + name);
    }

    private static Set<String> scopes(Claims claims) {
        if (claims.get("scopes") instanceof Collection<?> scopes) {
            return scopes.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        }
        throw new IllegalArgumentException("no claim scopes");
    }

    private record Verified(Caller caller, Instant expires) {}
}
