package io.rcsplatform.gateway.problem;

import io.rcsplatform.gateway.routing.ClientFailure;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Problem;
import io.rcsplatform.platform.web.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;

/** Answers for a service that does not, without a word about what stands behind the door. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class GatewayProblems {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayProblems.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @ExceptionHandler
    ResponseEntity<Problem> noAnswer(HttpServletRequest request, ResourceAccessException e) {
        var problem = switch (ClientFailure.find(e)) {
            case ClientFailure.TooLarge _ -> ClientFailure.tooLarge();
            case ClientFailure.Broken _ -> ClientFailure.tooSlow();
            case null -> unavailable(request, e);
        };
        return Problem.answer(problem, RequestIds.of(request));
    }

    private static ApiProblem unavailable(HttpServletRequest request, ResourceAccessException e) {
        LOG.atWarn().setCause(e).addKeyValue("method", request.getMethod()).log("service.unavailable");
        return e.getCause() instanceof SocketTimeoutException
                ? ApiProblem.of(
                        HttpStatus.GATEWAY_TIMEOUT,
                        "timeout",
                        "A service took too long to answer",
                        "Whether the request was carried out is not known.",
                        "Look whether it was; with an Idempotency-Key it can be sent again safely.")
                : ApiProblem.unavailable("A service behind the gateway does not answer.", RETRY_AFTER);
    }
}
