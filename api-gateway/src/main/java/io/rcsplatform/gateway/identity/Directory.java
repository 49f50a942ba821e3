package io.rcsplatform.gateway.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/**
 * Asks campaign-service about keys and tenants, and believes each answer, good or bad, for a moment from when it asked. What is asked about
 * often is asked again before that moment is over, so that nobody waits for it.
 */
@Component
class Directory {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REMEMBERED = 10_000;
    private static final Pattern API_KEY = Pattern.compile("rcs_(live|test)_[0-9A-Za-z]{32,64}");

    private final RestClient campaignService;
    private final IdentityTokens tokens;
    private final LoadingCache<Question, Answer> answers;

    Directory(
            GatewayProperties properties,
            RestClient.Builder http,
            ClientHttpRequestFactoryBuilder<?> clients,
            HttpClientSettings settings,
            IdentityTokens tokens) {
        this.campaignService = http.baseUrl(properties.campaignUrl())
                .requestFactory(clients.build(settings.withReadTimeout(PATIENCE)))
                .build();
        this.tokens = tokens;
        this.answers = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfter(believedFor(properties.belief()))
                .refreshAfterWrite(properties.belief().dividedBy(3))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build(this::ask);
    }

    /**
     * Empty for a key that is unknown, revoked or expired.
     *
     * @throws org.springframework.web.client.RestClientException when campaign-service does not answer; so do the others
     */
    Optional<Access> ofKey(String apiKey) {
        return API_KEY.matcher(apiKey).matches()
                ? answers.get(new Question("/internal/api_keys/verify", Map.of("key", apiKey))).access
                : Optional.empty();
    }

    Optional<Access> ofKey(ApiKeyId id) {
        return answers.get(new Question("/internal/api_keys/verify", Map.of("id", id.toString()))).access;
    }

    Optional<Access> ofTenant(TenantId id) {
        return answers.get(new Question("/internal/tenants/verify", Map.of("id", id.toString()))).access;
    }

    /** Empty for a tenant that is not the parent's child. */
    Optional<Access> ofChild(TenantId parent, TenantId child) {
        var question = Map.of("id", child.toString(), "child_of", parent.toString());
        return answers.get(new Question("/internal/tenants/verify", question)).access;
    }

    private Answer ask(Question question) {
        long askedAt = System.nanoTime();
        try {
            return new Answer(
                    askedAt,
                    Optional.ofNullable(campaignService
                            .post()
                            .uri(question.path)
                            .header(IdentityTokens.HEADER, tokens.issue(Caller.internal(), IdentityTokens.MAX_LIFE))
                            .body(question.body)
                            .retrieve()
                            .body(Access.class)));
        } catch (HttpClientErrorException e) {
            if (e.getStatusCode() == HttpStatus.NOT_FOUND) {
                return new Answer(askedAt, Optional.empty());
            }
            throw e;
        }
    }

    private static Expiry<Question, Answer> believedFor(Duration belief) {
        return Expiry.writing((_, answer) -> belief.minusNanos(System.nanoTime() - answer.askedAt));
    }

    private record Question(String path, Map<String, String> body) {
        @Override
        public String toString() {
            return "Question[" + path + "]";
        }
    }

    private record Answer(long askedAt, Optional<Access> access) {}
}
