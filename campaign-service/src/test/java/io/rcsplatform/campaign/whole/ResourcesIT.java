package io.rcsplatform.campaign.whole;

import static io.rcsplatform.campaign.whole.Api.body;
import static io.rcsplatform.campaign.whole.Api.id;
import static io.rcsplatform.campaign.whole.Api.text;
import static io.rcsplatform.campaign.whole.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.rcsplatform.domain.id.TenantId;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@OnWholeService
class ResourcesIT {
    @Autowired
    Api api;

    TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = api.tenant();
    }

    @Test
    void aSenderIsKeptAndItsRateCanChange() {
        var created = api.post(tenant, "/v1/senders", """
                {"name": "Brand", "channel": "rcs", "provider_account": "demo-rcs", "address": "agent-1", "rate_per_second": 10}
                """);
        assertThat(created).hasStatus(HttpStatus.CREATED);
        var path = "/v1/senders/" + id(created);
        assertThat(api.get(tenant, path)).hasStatusOk().bodyJson().isStrictlyEqualTo(body(created));

        assertThat(api.patch(tenant, path, "{\"rate_per_second\": 250, \"name\": \"Brand A\"}"))
                .hasStatusOk();
        assertThat(api.patch(tenant, path, "{\"rate_per_second\": 0}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);

        assertThat(api.get(tenant, path)).bodyJson().isLenientlyEqualTo("""
                {"name": "Brand A", "channel": "rcs", "address": "agent-1", "rate_per_second": 250}
                """);
    }

    @Test
    void aTemplateComesBackAsItWasGiven() {
        var content = """
                {"rcs": {"type": "rich_card", "orientation": "horizontal", "thumbnail_alignment": "left",
                         "card": {"title": "Hi {{name}}", "description": "\\u20ac \\ud83c\\udf89 {{message_id}}",
                                  "media": {"url": "https://cdn.example.com/{{name}}.png", "thumbnail_url": null,
                                            "height": "tall", "force_refresh": true},
                                  "suggestions": [{"type": "dial", "text": "Call", "postback_data": "c",
                                                   "phone_number": "+4915123456789"}]},
                         "suggestions": [{"type": "create_calendar_event", "text": "Save", "postback_data": "s",
                                          "start_time": "2026-03-01T10:00:00Z", "end_time": "2026-03-01T11:00:00Z",
                                          "title": "Sale", "description": null}]},
                 "sms": {"text": "Hi {{name}}", "dlt_template_id": "1107"},
                 "variables": [{"name": "name", "default": "you"}, {"name": "unused", "default": null}]}
                """;

        var created = api.post(
                tenant,
                "/v1/templates",
                "{\"name\": \"Sale\", " + content.strip().substring(1));

        assertThat(created).hasStatus(HttpStatus.CREATED);
        var read = api.get(tenant, "/v1/templates/" + id(created));
        assertThat(read).bodyJson().isStrictlyEqualTo(body(created));
        assertThat(read)
                .bodyJson()
                .extractingPath("$.version")
                .convertTo(Object.class)
                .isNotNull();
        assertThat(read).bodyJson().isLenientlyEqualTo("{\"version\": " + content + "}");
    }

    @Test
    void versionsAreNumberedWithoutGapsHoweverManyAreAddedAtOnce() throws Exception {
        var template = "/v1/templates/" + id(api.post(tenant, "/v1/templates", """
                {"name": "Sale", "sms": {"text": "First"}}
                """));
        var numbers = new ArrayList<Integer>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var added = IntStream.range(0, 8)
                    .mapToObj(i -> callers.submit(() -> api.post(
                            tenant, template + "/versions", "{\"sms\": {\"text\": \"Text %d\"}}".formatted(i))))
                    .toList();
            for (var version : added) {
                numbers.add(JsonPath.read(body(version.get()), "$.number"));
            }
        }

        assertThat(numbers).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(api.get(tenant, template))
                .bodyJson()
                .extractingPath("$.version.number")
                .isEqualTo(9);
        assertThat(api.get(tenant, template + "/versions?limit=3"))
                .bodyJson()
                .extractingPath("$.data[*].number")
                .asArray()
                .containsExactly(9, 8, 7);
    }

    @Test
    void aNumberIsOneContactHoweverOftenItIsGiven() {
        var first = api.post(tenant, "/v1/contacts", """
                {"phone": "+91 98111-11111", "attributes": {"city": "Pune"}}
                """);
        var second = api.post(tenant, "/v1/contacts", """
                {"phone": "+919811111111", "attributes": {"name": "Asha"}}
                """);

        assertThat(first).hasStatus(HttpStatus.CREATED);
        assertThat(second).hasStatus(HttpStatus.OK);
        assertThat(id(second)).isEqualTo(id(first));
        assertThat(second).bodyJson().extractingPath("$.attributes").asMap().containsOnlyKeys("name");
    }

    @Test
    void theAudiencesCountFollowsItsMembers() {
        var audience = "/v1/audiences/" + id(api.post(tenant, "/v1/audiences", "{\"name\": \"All\"}"));
        var asha = contact("+919811111111");
        var ben = contact("+919822222222");

        api.put(tenant, audience + "/contacts/" + asha);
        api.put(tenant, audience + "/contacts/" + asha);
        api.put(tenant, audience + "/contacts/" + ben);
        assertThat(count(audience)).isEqualTo(2);

        api.delete(tenant, audience + "/contacts/" + ben);
        api.delete(tenant, audience + "/contacts/" + ben);
        assertThat(count(audience)).isEqualTo(1);

        assertThat(api.delete(tenant, "/v1/contacts/" + asha)).hasStatus(HttpStatus.NO_CONTENT);
        assertThat(count(audience)).isZero();
    }

    @Test
    void aDeletedContactStaysSuppressed() {
        var contact = id(api.post(tenant, "/v1/contacts", "{\"phone\": \"+919811111111\", \"opted_out\": true}"));

        api.delete(tenant, "/v1/contacts/" + contact);

        assertThat(texts(api.get(tenant, "/v1/suppressions"), "$.data[*].phone"))
                .containsExactly("+919811111111");
        assertThat(api.post(tenant, "/v1/contacts", "{\"phone\": \"+919811111111\", \"opted_out\": false}"))
                .bodyJson()
                .extractingPath("$.opted_out")
                .isEqualTo(true);
    }

    @Test
    void listsAreReadPageByPage() {
        var ids =
                IntStream.range(0, 5).mapToObj(i -> contact("+91981111111" + i)).toList();
        var seen = new ArrayList<String>();
        var page = api.get(tenant, "/v1/contacts?limit=2");
        while (true) {
            seen.addAll(texts(page, "$.data[*].id"));
            if (!hasMore(page)) {
                break;
            }
            page = api.get(tenant, "/v1/contacts?limit=2&cursor=" + text(page, "$.next_cursor"));
        }

        assertThat(seen).containsExactlyElementsOf(ids.reversed());
        assertThat(api.get(tenant, "/v1/contacts?cursor=nonsense")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static boolean hasMore(MvcTestResult page) {
        return JsonPath.read(body(page), "$.has_more");
    }

    private String contact(String phone) {
        return id(api.post(tenant, "/v1/contacts", "{\"phone\": \"%s\"}".formatted(phone)));
    }

    private int count(String audience) {
        return JsonPath.read(body(api.get(tenant, audience)), "$.contacts");
    }
}
