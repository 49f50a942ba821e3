package io.rcsplatform.fleet;

import static org.awaitility.Awaitility.await;

import io.rcsplatform.bench.DemoCampaign;
import io.rcsplatform.bench.PlatformClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A tenant with one of everything.
 *
 * @param key with which the tenant's admin calls
 * @param ids the tenant's own, by the prefix of their kind; a phone number of its own under {@code +}
 */
record Belongings(String key, Map<String, String> ids) {
    private static final int UNLIMITED = 100_000;
    private static final Duration SOON = Duration.ofMinutes(1);

    /** @param phone of its only contact, which its campaign writes to */
    static Belongings of(Fleet fleet, String name, String phone) {
        var ids = new HashMap<String, String>();
        var named = tenant(fleet, name);
        ids.put("tnt_", named);
        var key = key(fleet, named, "admin");
        var tenant = fleet.platform(key);
        ids.put("+", phone);
        ids.put("key_", id(tenant.post("/api_keys", Map.of("name", "Spare", "scopes", List.of("campaigns:read")))));
        campaign(tenant, phone, ids);
        tenant.post("/suppressions", Map.of("phone", phone));
        return new Belongings(key, ids);
    }

    Caller caller(Fleet fleet) {
        return new Caller(fleet.address(Fleet.GATEWAY), key);
    }

    /** @throws AssertionError where a kind of thing has come that no test makes yet */
    String id(String kind) {
        var id = ids.get(kind);
        if (id == null) {
            throw new AssertionError("The API has ids with the prefix " + kind
                    + " now, and no tenant of the tests has one: make one in " + Belongings.class.getSimpleName());
        }
        return id;
    }

    static String tenant(Fleet fleet, String name) {
        var tenant = id(fleet.platform().post("/tenants", Map.of("name", name)));
        put(
                fleet,
                "/plans/tests",
                Map.of("reads_per_second", UNLIMITED, "writes_per_second", UNLIMITED, "sends_per_second", UNLIMITED));
        put(fleet, "/tenants/" + tenant + "/plan", Map.of("plan", "tests"));
        return tenant;
    }

    static String key(Fleet fleet, String tenant, String scope) {
        return fleet.platform()
                .post("/api_keys", Map.of("name", scope, "scopes", List.of(scope), "tenant_id", tenant))
                .path("secret")
                .asString();
    }

    private static void campaign(PlatformClient tenant, String phone, Map<String, String> ids) {
        var csv = BodyPublishers.ofString("phone,first_name\n" + phone + ",Asha\n");
        var campaign = new DemoCampaign(tenant, 100, _ -> {}).create(csv);
        var view = tenant.get("/campaigns/" + campaign);
        ids.put("cmp_", campaign);
        ids.put("snd_", view.path("sender_id").asString());
        ids.put("aud_", view.path("audience_id").asString());
        ids.put("tpv_", view.path("template_version_id").asString());
        ids.put("tpl_", first(tenant, "/templates"));
        ids.put("con_", first(tenant, "/contacts"));
        ids.put("imp_", id(tenant.upload("/imports", BodyPublishers.ofString("phone\n" + phone + "\n"))));
        tenant.post("/campaigns/" + campaign + "/launch", Map.of());
        ids.put("msg_", message(tenant, campaign));
    }

    private static String message(PlatformClient tenant, String campaign) {
        var recipients = await("recipients of " + campaign)
                .atMost(SOON)
                .until(
                        () -> tenant.get("/campaigns/" + campaign + "/recipients")
                                .path("data"),
                        data -> !data.isEmpty());
        var message = recipients.path(0).path("message_id").asString();
        await(message + " is in the ledger")
                .atMost(SOON)
                .until(() -> tenant.answer("/messages/" + message).statusCode() == 200);
        return message;
    }

    private static void put(Fleet fleet, String path, Map<String, ?> body) {
        var answer = fleet.platform().answer("PUT", path, body);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("PUT " + path + ": " + answer.body());
        }
    }

    private static String first(PlatformClient tenant, String path) {
        return id(tenant.get(path).path("data").path(0));
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
