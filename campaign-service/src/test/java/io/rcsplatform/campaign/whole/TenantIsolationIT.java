package io.rcsplatform.campaign.whole;

import static io.rcsplatform.campaign.whole.Api.assertNotFound;
import static io.rcsplatform.campaign.whole.Api.id;
import static io.rcsplatform.campaign.whole.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What one tenant has does not exist for another: 404, never 403, and in no list. */
@OnWholeService
class TenantIsolationIT {
    private static final String TEMPLATE = "{\"name\": \"Hello\", \"sms\": {\"text\": \"Hello\"}}";

    @Autowired
    Api api;

    TenantId owner;
    TenantId stranger;

    @BeforeEach
    void twoTenants() {
        owner = api.tenant();
        stranger = api.tenant();
    }

    @Test
    void sendersAreTheirTenantsOwn() {
        var sender = "/v1/senders/" + id(api.post(owner, "/v1/senders", """
                {"name": "Brand", "channel": "rcs", "provider_account": "demo-rcs", "rate_per_second": 10}
                """));

        assertNotFound(api.get(stranger, sender));
        assertNotFound(api.patch(stranger, sender, "{\"rate_per_second\": 1}"));
        assertThat(api.get(owner, sender))
                .bodyJson()
                .extractingPath("$.rate_per_second")
                .isEqualTo(10);
    }

    @Test
    void templatesAreTheirTenantsOwn() {
        var template = "/v1/templates/" + id(api.post(owner, "/v1/templates", TEMPLATE));

        assertNotFound(api.get(stranger, template));
        assertNotFound(api.get(stranger, template + "/versions"));
        assertNotFound(api.post(stranger, template + "/versions", "{\"sms\": {\"text\": \"Hi\"}}"));
    }

    @Test
    void contactsAndAudiencesAreTheirTenantsOwn() {
        var contact = id(api.post(owner, "/v1/contacts", "{\"phone\": \"+919811111111\"}"));
        var audience = id(api.post(owner, "/v1/audiences", "{\"name\": \"All\"}"));
        var strangersAudience = id(api.post(stranger, "/v1/audiences", "{\"name\": \"All\"}"));

        assertNotFound(api.get(stranger, "/v1/contacts/" + contact));
        assertNotFound(api.delete(stranger, "/v1/contacts/" + contact));
        assertNotFound(api.get(stranger, "/v1/audiences/" + audience));
        assertNotFound(api.put(stranger, "/v1/audiences/" + audience + "/contacts/" + contact));
        assertNotFound(api.put(stranger, "/v1/audiences/" + strangersAudience + "/contacts/" + contact));
        assertNotFound(api.upload(stranger, "/v1/imports?audience_id=" + audience, "phone\n+919811111111\n"));
        assertThat(api.get(owner, "/v1/contacts/" + contact)).hasStatusOk();
    }

    @Test
    void importsAreTheirTenantsOwn() {
        var job = "/v1/imports/" + id(api.upload(owner, "/v1/imports", "phone\nnobody\n"));

        assertNotFound(api.get(stranger, job));
        assertNotFound(api.get(stranger, job + "/errors"));
    }

    @Test
    void consentIsTheTenantsOwn() {
        api.post(owner, "/v1/suppressions", "{\"phone\": \"+919811111111\"}");

        assertNotFound(api.delete(stranger, "/v1/suppressions/+919811111111"));
        assertThat(texts(api.get(stranger, "/v1/consents?phone=%2B919811111111"), "$.data[*].state"))
                .isEmpty();
        assertThat(texts(api.get(owner, "/v1/suppressions"), "$.data[*].phone")).hasSize(1);
    }

    @Test
    void keysAreTheTenantsOwn() {
        var key = id(api.post(owner, "/v1/api_keys", "{\"name\": \"Key\", \"scopes\": [\"admin\"]}"));

        assertNotFound(api.delete(stranger, "/v1/api_keys/" + key));
        assertThat(texts(api.get(owner, "/v1/api_keys"), "$.data[*].id")).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"senders", "templates", "contacts", "audiences", "suppressions", "api_keys", "inbound_messages"})
    void listsShowTheTenantsOwn(String resource) {
        id(api.post(owner, "/v1/templates", TEMPLATE));
        id(api.post(owner, "/v1/contacts", "{\"phone\": \"+919811111111\", \"opted_out\": true}"));
        id(api.post(owner, "/v1/audiences", "{\"name\": \"All\"}"));

        assertThat(texts(api.get(stranger, "/v1/" + resource), "$.data[*]")).isEmpty();
    }
}
