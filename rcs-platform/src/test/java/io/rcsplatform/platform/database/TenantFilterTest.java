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
import java.util.function.Supplier;
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
    void aTenantsRequestSeesTheTenantsRowsOnly() throws Exception {
        assertThat(during(TestCallers.token(TENANT, Scopes.ADMIN), WorkingFor::confinedTo))
                .isEqualTo(TENANT);
        assertThat(WorkingFor.confinedTo()).isNull();
    }

    @Test
    void anOperatorHasATenantAndSeesBeyondIt() throws Exception {
        var operator = TestCallers.token(TENANT, Scopes.PLATFORM);

        assertThat(during(operator, WorkingFor::current)).isEqualTo(TENANT);
        assertThat(during(operator, WorkingFor::confinedTo)).isNull();
    }

    @Test
    void theFleetWorksForItself() throws Exception {
        assertThat(during(TestCallers.token(Caller.internal()), WorkingFor::current))
                .isNull();
    }

    private @Nullable TenantId during(String token, Supplier<@Nullable TenantId> look) throws Exception {
        var request = new MockHttpServletRequest();
        request.addHeader(IdentityTokens.HEADER, token);
        var seen = new AtomicReference<@Nullable TenantId>();
        filter.doFilter(request, new MockHttpServletResponse(), (_, _) -> seen.set(look.get()));
        return seen.get();
    }
}
