package io.rcsplatform.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.test.TestCallers;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TenantFilterTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));

    private final TenantFilter filter = new TenantFilter(new IdentityTokens(
            new SecretKeySpec(Base64.getDecoder().decode(TestCallers.KEY), "HmacSHA256"), Clock.systemUTC()));

    @Test
    void aTenantsRequestIsServedAsTheTenant() throws Exception {
        assertThat(servedAs(TestCallers.token(TENANT, Scopes.ADMIN))).isEqualTo(TENANT);
        assertThat(WorkingFor.current()).isNull();
    }

    @Test
    void operatorsAndTheFleetAreServedAsTheService() throws Exception {
        assertThat(servedAs(TestCallers.token(TENANT, Scopes.PLATFORM))).isNull();
        assertThat(servedAs(TestCallers.token(Caller.internal()))).isNull();
    }

    private @Nullable TenantId servedAs(String token) throws Exception {
        var request = new MockHttpServletRequest();
        request.addHeader(IdentityTokens.HEADER, token);
        var seen = new AtomicReference<@Nullable TenantId>();
        filter.doFilter(request, new MockHttpServletResponse(), (_, _) -> seen.set(WorkingFor.current()));
        return seen.get();
    }
}
