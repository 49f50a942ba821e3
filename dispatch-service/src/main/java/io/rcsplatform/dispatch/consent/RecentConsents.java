package io.rcsplatform.dispatch.consent;

import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.json.EventJson;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;

/** Asks campaign-service what people said lately. */
@Component
class RecentConsents {
    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final Duration ANSWERING = Duration.ofSeconds(5);
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(1);

    private final IdentityTokens tokens;
    private final EventJson json;
    private final ConsentSettings settings;
    private final RestClient http;

    RecentConsents(IdentityTokens tokens, EventJson json, ConsentSettings settings) {
        this.tokens = tokens;
        this.json = json;
        this.settings = settings;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECTING).build());
        requests.setReadTimeout(ANSWERING);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /**
     * @param ago how far back; what is older than a day is not kept there
     * @throws RestClientException when there is no answer, or not such a one
     */
    List<ConsentChanged> since(Duration ago) {
        var all = new ArrayList<ConsentChanged>();
        var page = new Page(List.of(), true, 0);
        while (page.hasMore()) {
            page = ask(ago.compareTo(KEPT) < 0 ? ago : KEPT, page.next());
            all.addAll(page.data());
        }
        return all;
    }

    private Page ask(Duration ago, long after) {
        var address = UriComponentsBuilder.fromUri(settings.campaignUrl())
                .path("/internal/consents")
                .queryParam("last_s", ago.toSeconds())
                .queryParam("after", after)
                .build()
                .toUri();
        try {
            return http.get()
                    .uri(address)
                    .header(IdentityTokens.HEADER, tokens.issue(Caller.internal(), TOKEN_LIFE))
                    .exchange((_, response) -> {
                        if (!response.getStatusCode().is2xxSuccessful()) {
                            throw new RestClientException("answered " + response.getStatusCode());
                        }
                        return json.mapper().readValue(response.getBody().readAllBytes(), Page.class);
                    });
        } catch (JacksonException e) {
            throw new RestClientException("answered what nobody understands", e);
        }
    }

    private record Page(List<ConsentChanged> data, boolean hasMore, long next) {}
}
