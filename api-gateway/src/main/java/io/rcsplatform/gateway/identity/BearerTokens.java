package io.rcsplatform.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.jsonwebtoken.Claims;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.gateway.identity.Bearer.KeyHolder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads tokens: the installation's own, given for API keys, and those of the issuers that it trusts. A token is verified once a minute. */
@Component
class BearerTokens {
    static final String AUDIENCE = "rcs-api";

    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MAX_LENGTH = 8_192;

    private final Map<String, Function<String, Optional<Verified>>> issuers = new HashMap<>();
    private final JsonMapper json;
    private final Clock clock;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfter(Expiry.<String, Verified>writing((_, token) -> token.rememberedFor()))
            .build();

    BearerTokens(GatewayProperties properties, RestClient.Builder builder, JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
        var http = builder.build();
        var own = new Issuer(
                properties.tokenIssuer(),
                AUDIENCE,
                Set.of("ES256"),
                SKEW,
                new PublicKeys(http, properties.campaignUrl() + "/.well-known/jwks.json"),
                clock);
        issuers.put(
                properties.tokenIssuer(),
                token -> own.verify(token).map(claims -> verified(claims, keyHolder(claims))));
        for (var outside : properties.issuers()) {
            var issuer = new Issuer(
                    outside.issuer(),
                    outside.audience(),
                    outside.algorithms(),
                    outside.clockSkew(),
                    new PublicKeys(http, outside.jwksUri().toString()),
                    clock);
            var people = new People(outside);
            issuers.put(
                    outside.issuer(),
                    token -> issuer.verify(token)
                            .flatMap(claims -> people.of(claims).map(person -> verified(claims, person))));
        }
    }

    /** Empty for a token that nobody trusted has given, that was changed, is meant for somebody else or has expired. */
    Optional<Bearer> bearerOf(String token) {
        var known = verified.getIfPresent(token);
        if (known == null && token.length() <= MAX_LENGTH) {
            known = verify(token).orElse(null);
            if (known != null) {
                verified.put(token, known);
            }
        }
        return Optional.ofNullable(known).map(Verified::bearer);
    }

    private Optional<Verified> verify(String token) {
        var issuer = issuers.get(claimedIssuer(token));
        try {
            return issuer == null ? Optional.empty() : issuer.apply(token);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // its claims are not of the form that was agreed
        }
    }

    /** Only to choose who may vouch for it; what it says is believed after that. */
    private @Nullable String claimedIssuer(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            var claims = json.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return claims.path("iss").asString("");
        } catch (IllegalArgumentException | JacksonException _) {
            return null;
        }
    }

    private Verified verified(Claims claims, Bearer bearer) {
        var left = Duration.between(clock.instant(), claims.getExpiration().toInstant());
        return new Verified(bearer, left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED);
    }

    private static KeyHolder keyHolder(Claims claims) {
        if (claims.get("scopes") instanceof Collection<?> scopes) {
            return new KeyHolder(
                    ApiKeyId.parse(claims.getSubject()),
                    scopes.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()));
        }
        throw new IllegalArgumentException("no scopes");
    }

    private record Verified(Bearer bearer, Duration rememberedFor) {}
}
