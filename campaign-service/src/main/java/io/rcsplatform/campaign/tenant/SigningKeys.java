package io.rcsplatform.campaign.tenant;

import io.jsonwebtoken.Jwts;
import io.rcsplatform.campaign.tenant.SigningKeyTable.Row;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.logging.LogFields;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys that tokens are signed with. They rotate by themselves: when the newest has signed long enough another is made, is published at once,
 * and signs a while later; the one before it stays published until it is two keys old.
 */
@Component
class SigningKeys {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final SigningKeyTable table;
    private final SealedKeys seal;
    private final TokenProperties properties;
    private final Ids ids;
    private final Clock clock;

    SigningKeys(SigningKeyTable table, SealedKeys seal, TokenProperties properties, Ids ids, Clock clock) {
        this.table = table;
        this.seal = seal;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** The key that signs now. */
    @Transactional
    SigningKey current() {
        var now = clock.instant();
        if (isDue(usable(), now)) {
            table.lock();
            var keys = usable();
            if (isDue(keys, now)) {
                make(keys.isEmpty() ? now : now.plus(properties.publishAhead()), now);
            }
        }
        var keys = usable();
        return keys.stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .orElseGet(keys::getLast);
    }

    /** What tokens that are still good were signed with, and what they will be signed with next; never nothing. */
    @Transactional
    List<PublishedKey> published() {
        current();
        return table.newest().stream()
                .map(row -> new PublishedKey(row.id(), publicKey(row.publicKey())))
                .toList();
    }

    private boolean isDue(List<SigningKey> keys, Instant now) {
        return keys.isEmpty()
                || keys.getFirst().signsFrom().plus(properties.rotateEvery()).isBefore(now);
    }

    private void make(Instant signsFrom, Instant now) {
        var pair = Jwts.SIG.ES256.keyPair().build();
        var id = ids.draw().toString();
        table.add(new Row(
                id,
                pair.getPublic().getEncoded(),
                seal.seal(id, pair.getPrivate().getEncoded()),
                now.truncatedTo(ChronoUnit.MICROS),
                signsFrom.truncatedTo(ChronoUnit.MICROS)));
        log.atInfo()
                .addKeyValue(LogFields.EVENT, "signing_key.made")
                .log("Made the signing key {}, which signs from {}", id, signsFrom);
    }

    private List<SigningKey> usable() {
        return table.newest().stream().flatMap(this::opened).toList();
    }

    private Stream<SigningKey> opened(Row row) {
        var opened = seal.open(row.id(), row.sealedPrivateKey());
        if (opened.isEmpty()) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "signing_key.lost")
                    .log(
                            "The signing key {} cannot be read, as after a change of RCS_API_KEY_PEPPER; another is made",
                            row.id());
        }
        return opened.map(bytes -> new SigningKey(row.id(), privateKey(bytes), row.signsFrom())).stream();
    }

    private static PrivateKey privateKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    record SigningKey(String id, PrivateKey key, Instant signsFrom) {
        @Override
        public String toString() {
            return "SigningKey[" + id + "]";
        }
    }

    record PublishedKey(String id, PublicKey key) {}
}
