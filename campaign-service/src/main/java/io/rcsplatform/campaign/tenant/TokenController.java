package io.rcsplatform.campaign.tenant;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.platform.audit.ChangesNothing;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.idempotency.AnsweredOnce;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Open;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives short-lived tokens for API keys, and publishes what they are verified with. */
@RestController
class TokenController {
    private static final String AUDIENCE = "rcs-api";
    private static final Duration JWKS_AGE = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final TokenProperties properties;
    private final Ids ids;
    private final Clock clock;

    TokenController(SigningKeys keys, TokenProperties properties, Ids ids, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** The token dies with the key that it was given for, and grants nothing that the key does not grant by then. */
    @PostMapping("/v1/auth/token")
    @Scope(Scopes.ANY)
    @AnsweredOnce
    @ChangesNothing
    NewToken exchange(Caller caller, @RequestBody(required = false) @Nullable TokenRequest request) {
        if (caller.person() != null) {
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "api_key_required",
                    "Only an API key can be exchanged for a token",
                    "The request carries a token.",
                    "Send the API key itself in the header X-Api-Key.");
        }
        var scopes = scopes(caller, request == null ? null : request.scopes());
        var now = clock.instant();
        var signing = keys.current();
        var token = Jwts.builder()
                .header()
                .keyId(signing.id())
                .and()
                .issuer(properties.issuer())
                .audience()
                .add(AUDIENCE)
                .and()
                .id(ids.draw().toString())
                .subject(caller.key().toString())
                .claim("tenant", caller.tenant().toString())
                .claim("scopes", scopes)
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(properties.life())))
                .signWith(signing.key(), Jwts.SIG.ES256)
                .compact();
        return new NewToken(token, "Bearer", properties.life().toSeconds(), now.plus(properties.life()), scopes);
    }

    @GetMapping("/.well-known/jwks.json")
    @Open
    ResponseEntity<Map<String, Object>> jwks() {
        var published = keys.published().stream()
                .map(key -> Jwks.builder()
                        .key((ECPublicKey) key.key())
                        .id(key.id())
                        .algorithm("ES256")
                        .publicKeyUse("sig")
                        .build())
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(JWKS_AGE).cachePublic())
                .body(Map.of("keys", published));
    }

    private static SequencedSet<String> scopes(Caller caller, @Nullable List<@Nullable String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return new TreeSet<>(caller.scopes());
        }
        var check = new RequestCheck();
        var scopes = new TreeSet<String>();
        for (int i = 0; i < wanted.size(); i++) {
            var scope = wanted.get(i);
            if (scope != null && !scope.equals(Scopes.ANY) && caller.may(scope)) {
                scopes.add(scope);
            } else {
                check.refuse("/scopes/" + i, "unknown_scope", "Must be one that the API key has");
            }
        }
        check.done();
        return scopes;
    }

    record TokenRequest(@Nullable List<@Nullable String> scopes) {}

    record NewToken(
            String accessToken, String tokenType, long expiresInS, Instant expiresAt, SequencedSet<String> scopes) {
        @Override
        public String toString() {
            return "NewToken[***]";
        }
    }
}
