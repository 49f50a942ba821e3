package io.rcsplatform.dispatch.record;

import io.rcsplatform.platform.json.EventJson;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;

/** Asks providers for what they have on record. */
@Component
@EnableConfigurationProperties(RecordSettings.class)
class ProviderRecords {
    private static final Logger log = LoggerFactory.getLogger(ProviderRecords.class);
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration ANSWERING = Duration.ofSeconds(10);

    private final RecordSettings settings;
    private final EventJson json;
    private final RestClient http;

    ProviderRecords(RecordSettings settings, EventJson json) {
        this.settings = settings;
        this.json = json;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECTING).build());
        requests.setReadTimeout(ANSWERING);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /**
     * @param accepted submissions
     * @param acceptedAgain those of them that were not the first to the same number
     */
    record OnRecord(long accepted, long acceptedAgain) {}

    boolean has(String account) {
        return settings.of(account) != null;
    }

    /** Of what came in from an instant on and before another. Empty where the provider has no record, or does not show it now. */
    Optional<OnRecord> of(String account, Instant from, Instant until) {
        var url = settings.of(account);
        if (url == null) {
            return Optional.empty();
        }
        var address = UriComponentsBuilder.fromUri(url)
                .queryParam("from", from)
                .queryParam("until", until)
                .build()
                .toUri();
        try {
            return Optional.of(http.get().uri(address).exchange((_, response) -> {
                if (!response.getStatusCode().is2xxSuccessful()) {
                    throw new RestClientException("answered " + response.getStatusCode());
                }
                return json.mapper().readValue(response.getBody().readAllBytes(), OnRecord.class);
            }));
        } catch (RestClientException | JacksonException e) {
            log.warn("The record of {} is not available: {}", account, e.getMessage());
            return Optional.empty();
        }
    }
}
