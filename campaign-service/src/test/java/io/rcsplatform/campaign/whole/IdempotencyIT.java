package io.rcsplatform.campaign.whole;

import static io.rcsplatform.campaign.whole.Api.body;
import static io.rcsplatform.campaign.whole.Api.id;
import static io.rcsplatform.campaign.whole.Api.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Scopes;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What {@code Idempotency-Key} promises, on resources of the real service. */
@OnWholeService
class IdempotencyIT {
    private static final String AUDIENCE = "{\"name\": \"Customers\"}";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = api.tenant();
    }

    @Test
    void aRepeatedRequestIsAnsweredAgainAndDoneOnce() {
        var first = post("key-1", AUDIENCE);
        var again = post("key-1", AUDIENCE);

        assertThat(first).hasStatus(HttpStatus.CREATED).doesNotContainHeader("Idempotent-Replayed");
        assertThat(again).hasStatus(HttpStatus.CREATED).hasHeader("Idempotent-Replayed", "true");
        assertThat(body(again)).isEqualTo(body(first));
        assertThat(again).hasContentType("application/json");
        assertThat(audiences()).isEqualTo(1);
    }

    @Test
    void fiftyAtOnceMakeOne() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients
                    .invokeAll(IntStream.range(0, 50)
                            .<Callable<MvcTestResult>>mapToObj(_ -> () -> post("key-1", AUDIENCE))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.getResponse().getStatus()).isIn(201, 409));
            assertThat(answers.stream()
                            .filter(answer -> answer.getResponse().getStatus() == 201)
                            .map(Api::body)
                            .distinct())
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.getResponse().getStatus() == 409)
                    .allSatisfy(answer -> {
                        assertThat(text(answer, "$.code")).isEqualTo("idempotency_in_progress");
                        assertThat(answer).hasHeader("Retry-After", "1");
                    });
        }
        assertThat(audiences()).isEqualTo(1);
    }

    @Test
    void anAnswerIsForgottenAfterThreeDays() {
        post("key-1", AUDIENCE);
        jdbc.sql("update idempotency_key set created_at = now() - interval '73 hours' where tenant_id = ?")
                .param(tenant.value())
                .update();

        post("key-2", AUDIENCE);

        assertThat(jdbc.sql("select key from idempotency_key where tenant_id = ?")
                        .param(tenant.value())
                        .query(String.class)
                        .list())
                .containsExactly("key-2");
    }

    /** Which the campaign's own state would refuse the second time. */
    @Test
    void aLaunchThatIsSentAgainIsAnsweredAsTheFirst() {
        var path = "/v1/campaigns/" + campaign() + "/launch";

        var first = api.postOnce(tenant, Scopes.ADMIN, "key-1", path, "");
        var again = api.postOnce(tenant, Scopes.ADMIN, "key-1", path, "");

        assertThat(first).hasStatus(HttpStatus.ACCEPTED).hasHeader("ETag", "\"2\"");
        assertThat(again)
                .hasStatus(HttpStatus.ACCEPTED)
                .hasHeader("ETag", "\"2\"")
                .hasHeader("Idempotent-Replayed", "true");
        assertThat(body(again)).isEqualTo(body(first));
        assertThat(api.postOnce(tenant, Scopes.ADMIN, "key-2", path, "")).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void theSameKeyForAnotherRequestIsRefused() {
        post("key-1", AUDIENCE);

        var otherBody = post("key-1", "{\"name\": \"Others\"}");
        var otherPath = api.postOnce(tenant, Scopes.ADMIN, "key-1", "/v1/templates", AUDIENCE);

        assertThat(otherBody).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(text(otherBody, "$.code")).isEqualTo("idempotency_key_reuse");
        assertThat(text(otherPath, "$.code")).isEqualTo("idempotency_key_reuse");
        assertThat(audiences()).isEqualTo(1);
    }

    @Test
    void anotherTenantsKeyIsAnother() {
        var other = api.tenant();

        var first = post("key-1", AUDIENCE);
        var second = api.postOnce(other, Scopes.ADMIN, "key-1", "/v1/audiences", AUDIENCE);

        assertThat(second).hasStatus(HttpStatus.CREATED).doesNotContainHeader("Idempotent-Replayed");
        assertThat(text(second, "$.id")).isNotEqualTo(text(first, "$.id"));
    }

    @Test
    void anAnswerIsRepeatedOnlyToThoseWhoMayAsk() {
        post("key-1", AUDIENCE);

        assertThat(api.postOnce(tenant, Scopes.CAMPAIGNS_READ, "key-1", "/v1/audiences", AUDIENCE))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void whatWasRefusedCanBeCorrectedUnderTheSameKey() {
        assertThat(post("key-1", "{\"name\": \"\"}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);

        assertThat(post("key-1", AUDIENCE)).hasStatus(HttpStatus.CREATED).doesNotContainHeader("Idempotent-Replayed");
    }

    @Test
    void aSecretIsNotKeptToBeShownAgain() {
        var key = "{\"name\": \"Reports\", \"scopes\": [\"campaigns:read\"]}";

        var first = api.postOnce(tenant, Scopes.ADMIN, "key-1", "/v1/api_keys", key);
        var again = api.postOnce(tenant, Scopes.ADMIN, "key-1", "/v1/api_keys", key);

        assertThat(first).hasStatus(HttpStatus.CREATED);
        assertThat(again).hasStatus(HttpStatus.CONFLICT);
        assertThat(text(again, "$.code")).isEqualTo("answered_once");
        assertThat(jdbc.sql("select count(*) from api_key where tenant_id = ?")
                        .param(tenant.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select body from idempotency_key where tenant_id = ?")
                        .param(tenant.value())
                        .query(byte[].class)
                        .list())
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "LONG"})
    void aKeyHasOneTo255Characters(String key) {
        var given = key.equals("LONG") ? "k".repeat(256) : key;

        assertThat(text(post(given, AUDIENCE), "$.code")).isEqualTo("idempotency_key_invalid");
        assertThat(audiences()).isZero();
    }

    @Test
    void afterThreeDaysAKeyIsForgotten() {
        post("key-1", AUDIENCE);
        jdbc.sql("update idempotency_key set created_at = now() - interval '73 hours' where tenant_id = ?")
                .param(tenant.value())
                .update();

        assertThat(post("key-1", AUDIENCE)).hasStatus(HttpStatus.CREATED).doesNotContainHeader("Idempotent-Replayed");
        assertThat(audiences()).isEqualTo(2);
    }

    private MvcTestResult post(String key, String json) {
        return api.postOnce(tenant, Scopes.ADMIN, key, "/v1/audiences", json);
    }

    private String campaign() {
        var sender = id(api.post(tenant, "/v1/senders", """
                {"name": "Brand", "channel": "rcs", "provider_account": "demo-rcs", "rate_per_second": 10}
                """));
        var template = id(api.post(tenant, "/v1/templates", """
                {"name": "Hello", "rcs": {"type": "text", "text": "Hello"}}
                """));
        var audience = id(post("audience", AUDIENCE));
        var contact = id(api.post(tenant, "/v1/contacts", """
                {"phone": "+919876543210", "attributes": {}}
                """));
        assertThat(api.put(tenant, "/v1/audiences/" + audience + "/contacts/" + contact))
                .hasStatus2xxSuccessful();
        return id(api.post(tenant, "/v1/campaigns", """
                {"name": "Spring", "sender_id": "%s", "template_id": "%s", "audience_id": "%s", "traffic_class": "promotion"}
                """.formatted(sender, template, audience)));
    }

    private int audiences() {
        return jdbc.sql("select count(*) from audience where tenant_id = ?")
                .param(tenant.value())
                .query(Integer.class)
                .single();
    }
}
