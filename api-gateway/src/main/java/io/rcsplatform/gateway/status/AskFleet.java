package io.rcsplatform.gateway.status;

import io.rcsplatform.gateway.status.FleetStatus.Queue;
import io.rcsplatform.gateway.status.FleetStatus.Service;
import io.rcsplatform.gateway.status.FleetStatus.Told;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Asks all services at once how they are, and waits for none of them longer than so long. */
@Component
class AskFleet {
    private final RestClient http;
    private final IdentityTokens tokens;
    private final StatusProperties properties;
    private final Clock clock;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    AskFleet(RestClient.Builder http, IdentityTokens tokens, StatusProperties properties, Clock clock) {
        this.http = http.build();
        this.tokens = tokens;
        this.properties = properties;
        this.clock = clock;
    }

    FleetStatus ask() {
        var asked = properties.services().entrySet().stream()
                .map(service -> ask(service.getKey(), service.getValue()))
                .toList();
        var answers = asked.stream()
                .map(CompletableFuture::join)
                .sorted(Comparator.comparing(answer -> answer.service.name()))
                .toList();
        return new FleetStatus(
                answers.stream().allMatch(answer -> answer.service.ready()),
                clock.instant(),
                answers.stream().map(Answer::service).toList(),
                answers.stream().flatMap(Answer::queues).toList(),
                answers.stream()
                        .map(Answer::books)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private CompletableFuture<Answer> ask(String name, URI address) {
        return CompletableFuture.supplyAsync(() -> told(address), threads)
                .orTimeout(properties.patience().toMillis(), TimeUnit.MILLISECONDS)
                .handle((told, failure) -> told == null
                        ? new Answer(Service.silent(name, reason(failure)), null)
                        : new Answer(
                                new Service(name, told.ready(), told.reasons(), told.version(), told.startedAt()),
                                told));
    }

    private @Nullable Told told(URI address) {
        return http.get()
                .uri(address.resolve("/internal/status"))
                .header(IdentityTokens.HEADER, tokens.issue(Caller.internal(), IdentityTokens.MAX_LIFE))
                .retrieve()
                .body(Told.class);
    }

    private static String reason(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof TimeoutException ? "does not answer in time" : "does not answer";
    }

    private record Answer(Service service, @Nullable Told told) {
        Stream<Queue> queues() {
            var queues = told == null ? null : told.facts().queues();
            return queues == null ? Stream.empty() : queues.stream();
        }

        FleetStatus.@Nullable Balance books() {
            return told == null ? null : told.facts().books();
        }
    }
}
