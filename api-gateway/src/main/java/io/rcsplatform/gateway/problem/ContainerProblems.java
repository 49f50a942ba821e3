package io.rcsplatform.gateway.problem;

import io.rcsplatform.domain.id.TypeId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Problem;
import io.rcsplatform.platform.web.RequestIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers as a problem, too, what the servlet container refuses before any of our code sees it, such as a malformed path. */
final class ContainerProblems extends ErrorReportValve {
    private final JsonMapper json;
    private final Ids ids;

    ContainerProblems(JsonMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = HttpStatus.resolve(response.getStatus());
        if (status == null
                || !status.is4xxClientError()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        var id = TypeId.format("req", ids.draw());
        var answer = Problem.answer(
                ApiProblem.of(
                        status,
                        "bad_request",
                        "The request is not right",
                        "Its path or its headers are not as HTTP wants them.",
                        "Correct the request."),
                id);
        try {
            response.setHeader(RequestIds.HEADER, id);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
            response.finishResponse();
        } catch (IOException _) {
            // whoever asked is gone
        }
    }
}
