package io.rcsplatform.gateway.identity;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;

/** Believes one issuer's tokens: signed by a key that it publishes, with an algorithm that it was said to use, for us, and not yet expired. */
final class Issuer {
    private final JwtParser parser;

    Issuer(
            String name,
            String audience,
            Collection<String> algorithms,
            Duration clockSkew,
            PublicKeys keys,
            Clock clock) {
        var allowed = algorithms.stream().map(Issuer::asymmetric).toList();
        this.parser = Jwts.parser()
                .sig()
                .clear()
                .add(allowed)
                .and()
                .keyLocator(header -> keyOf((JwsHeader) header, keys))
                .requireIssuer(name)
                .requireAudience(audience)
                .clock(() -> Date.from(clock.instant()))
                .clockSkewSeconds(clockSkew.toSeconds())
                .build();
    }

    /** Empty for a token that is not to be believed. */
    Optional<Claims> verify(String token) {
        try {
            return Optional.of(parser.parseSignedClaims(token).getPayload())
                    .filter(claims -> claims.getExpiration() != null && claims.getSubject() != null);
        } catch (JwtException | IllegalArgumentException | ClassCastException _) {
            return Optional.empty();
        }
    }

    private static Key keyOf(JwsHeader header, PublicKeys keys) {
        var name = header.getKeyId();
        if (name == null) {
            throw new UnsupportedJwtException("no kid");
        }
        return keys.find(name).orElseThrow(() -> new UnsupportedJwtException("unknown kid"));
    }

    private static SignatureAlgorithm asymmetric(String name) {
        if (Jwts.SIG.get().get(name) instanceof SignatureAlgorithm algorithm) {
            return algorithm;
        }
        throw new IllegalArgumentException(
                "rcs.gateway.issuers: " + name + " is no algorithm with a public key, such as RS256 or ES256");
    }
}
