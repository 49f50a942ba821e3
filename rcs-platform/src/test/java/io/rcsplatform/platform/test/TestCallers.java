package io.rcsplatform.platform.test;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/** Tokens for the header {@link IdentityTokens#HEADER}, signed with the key that every test runs with. */
public final class TestCallers {
    private static final byte[] SECRET = new byte[32];

    /** The value of {@code rcs.identity.key} in tests. */
    public static final String KEY = Base64.getEncoder().encodeToString(SECRET);

    public static final ApiKeyId API_KEY = new ApiKeyId(new UUID(0x0191_0000_0000_7000L, 0x8000_0000_0000_0001L));

    private TestCallers() {}

    public static String token(TenantId tenant, String... scopes) {
        return token(new Caller(tenant, API_KEY, Set.of(scopes)));
    }

    public static String token(Caller caller) {
        return new IdentityTokens(new SecretKeySpec(SECRET, "HmacSHA256"), Clock.systemUTC())
                .issue(caller, IdentityTokens.MAX_LIFE);
    }
}
