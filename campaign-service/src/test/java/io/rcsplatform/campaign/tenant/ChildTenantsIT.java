package io.rcsplatform.campaign.tenant;

import static io.rcsplatform.campaign.whole.Api.assertNotFound;
import static io.rcsplatform.campaign.whole.Api.id;
import static io.rcsplatform.campaign.whole.Api.text;
import static io.rcsplatform.campaign.whole.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.whole.Api;
import io.rcsplatform.campaign.whole.OnWholeService;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.test.TestCallers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@OnWholeService
class ChildTenantsIT {
    private static final String BRAND = "{\"name\": \"Brand\"}";

    @Autowired
    Api api;

    TenantId agency;
    TenantId child;

    @BeforeEach
    void anAgencyWithAChild() {
        agency = api.tenant();
        child = TenantId.parse(id(api.post(agency, "/v1/tenants", BRAND)));
    }

    @Test
    void whatAnAgencyMakesIsItsChild() {
        assertThat(text(api.post(agency, "/v1/tenants", BRAND), "$.parent_id")).isEqualTo(agency.toString());
    }

    @Test
    void anAgencySeesItsChildrenOnly() {
        id(api.post(api.tenant(), "/v1/tenants", BRAND));

        assertThat(texts(api.get(agency, "/v1/tenants"), "$.data[*].id")).containsExactly(child.toString());
    }

    @Test
    void aChildSeesNeitherParentNorSiblings() {
        id(api.post(agency, "/v1/tenants", BRAND));

        assertThat(texts(api.get(child, "/v1/tenants"), "$.data[*].id")).isEmpty();
    }

    @Test
    void aChildHasNoChildren() {
        assertThat(api.post(child, "/v1/tenants", BRAND)).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void onlyItsParentActsForAChild() {
        var sibling = TenantId.parse(id(api.post(agency, "/v1/tenants", BRAND)));

        assertThat(text(verify(child, agency), "$.tenant_id")).isEqualTo(child.toString());
        assertNotFound(verify(child, api.tenant()));
        assertNotFound(verify(child, sibling));
        assertNotFound(verify(agency, child));
        assertNotFound(verify(agency, agency));
    }

    private MvcTestResult verify(TenantId named, TenantId parent) {
        return api.postWith(
                TestCallers.token(Caller.internal()), "/internal/tenants/verify", """
                {"id": "%s", "child_of": "%s"}
                """.formatted(named, parent));
    }
}
