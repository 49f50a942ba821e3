package io.rcsplatform.webhook.intake;

import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.web.Problem;
import io.rcsplatform.platform.web.RequestIds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a provider is told whose callback is not taken, where there is no web stack to tell it. */
@Component
class Refusals {
    private final IntakeMetrics metrics;
    private final JsonMapper json;
    private final Ids ids;

    Refusals(IntakeMetrics metrics, JsonMapper json, Ids ids) {
        this.metrics = metrics;
        this.json = json;
        this.ids = ids;
    }

    /** @param requestId the one that the provider gave */
    Refusal of(CallbackRefusal why, @Nullable String requestId) {
        metrics.refused(why);
        var id = RequestIds.choose(requestId, ids);
        var problem = Problem.answer(why.problem(), id);
        var headers = new HttpHeaders();
        headers.addAll(problem.getHeaders());
        headers.set(RequestIds.HEADER, id);
        why.allowed().ifPresent(methods -> headers.set(HttpHeaders.ALLOW, methods));
        return new Refusal(problem.getStatusCode().value(), headers, json.writeValueAsBytes(problem.getBody()));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Refusal(int status, HttpHeaders headers, byte[] body) {}
}
