package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.json.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/** Asks the other services as the fleet itself, which may ask for any tenant. */
@Component
class FleetClient implements Ledger, Replays, ProviderRecords {
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    /** A million messages are counted in about a second on an idle machine. */
    private static final Duration ANSWERING = Duration.ofSeconds(30);

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);

    private final RestClient http;
    private final IdentityTokens tokens;
    private final EventJson json;
    private final BooksProperties properties;

    FleetClient(IdentityTokens tokens, EventJson json, BooksProperties properties) {
        this.tokens = tokens;
        this.json = json;
        this.properties = properties;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECTING).build());
        requests.setReadTimeout(ANSWERING);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    @Override
    public LedgerTotals totals(TenantId tenant, CampaignId campaign) {
        return get(campaign, "totals", tenant, LedgerTotals.class);
    }

    @Override
    public Statement statement(TenantId tenant, CampaignId campaign) {
        return get(campaign, "statement", tenant, Statement.class);
    }

    @Override
    public int ask(Destination destination, TenantId tenant, CampaignId campaign, Instant since) {
        var body = json.mapper().writeValueAsBytes(new Request(since, destination, tenant, campaign));
        return answered(
                        "a replay of " + destination.address(),
                        () -> http.post()
                                .uri(writer(destination).resolve("/internal/outbox/replays"))
                                .header(IdentityTokens.HEADER, token())
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(body)
                                .exchange((_, response) -> read(
                                        response.getStatusCode().is2xxSuccessful(),
                                        response.getBody().readAllBytes(),
                                        Replayed.class)))
                .events();
    }

    @Override
    public AccountRecord since(String account, Instant from) {
        return get("/internal/accounts/%s/record?from=%s".formatted(account, from), AccountRecord.class);
    }

    private <T> T get(CampaignId campaign, String what, TenantId tenant, Class<T> type) {
        return get("/internal/campaigns/%s/%s?tenant_id=%s".formatted(campaign, what, tenant), type);
    }

    private <T> T get(String path, Class<T> type) {
        var address = properties.dispatchUrl().resolve(path);
        return answered(
                address.getPath(),
                () -> http.get()
                        .uri(address)
                        .header(IdentityTokens.HEADER, token())
                        .exchange((_, response) -> read(
                                response.getStatusCode().is2xxSuccessful(),
                                response.getBody().readAllBytes(),
                                type)));
    }

    private <T> T read(boolean good, byte[] body, Class<T> type) {
        if (!good) {
            throw new RestClientException("refused: " + new String(body, StandardCharsets.UTF_8));
        }
        return json.mapper().readValue(body, type);
    }

    private static <T> T answered(String what, Supplier<T> asking) {
        try {
            return asking.get();
        } catch (RestClientException | JacksonException e) {
            throw new Unanswered(what, e);
        }
    }

    /** Whose outbox these events are in. */
    private URI writer(Destination destination) {
        return switch (destination) {
            case MESSAGE_EVENTS -> properties.dispatchUrl();
            case FALLBACK_EVENTS, DISPATCH_EXPRESS -> properties.fallbackUrl();
            case DISPATCH_BULK, RECEIPTS, INBOUND, CAMPAIGN_EVENTS, CONSENT_EVENTS, AUDIT_ENTRIES ->
                throw new IllegalArgumentException("nobody else is asked for " + destination);
        };
    }

    private String token() {
        return tokens.issue(Caller.internal(), TOKEN_LIFE);
    }

    private record Request(Instant since, Destination destination, TenantId tenantId, CampaignId campaignId) {}

    private record Replayed(int events) {}
}
