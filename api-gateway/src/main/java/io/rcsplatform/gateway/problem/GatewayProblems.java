package io.rcsplatform.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers what went wrong between the door and the services, without a word about what stands behind it. */
@RestControllerAdvice
class GatewayProblems {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayProblems.class);

    @ExceptionHandler(NoResourceFoundException.class)
    ResponseEntity<ProblemDetail> nothingThere(HttpServletRequest request) {
        return answer(Problem.NOT_FOUND, request);
    }

    @ExceptionHandler(ResourceAccessException.class)
    ResponseEntity<ProblemDetail> noAnswer(HttpServletRequest request, ResourceAccessException e) {
        LOG.atWarn().setCause(e).addKeyValue("path", request.getRequestURI()).log("service.unavailable");
        return answer(Problem.SERVICE_UNAVAILABLE, request);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> unexpected(HttpServletRequest request, Exception e) {
        LOG.atError().setCause(e).addKeyValue("path", request.getRequestURI()).log("request.failed");
        return answer(Problem.INTERNAL_ERROR, request);
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
        var response = ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem == Problem.SERVICE_UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return response.body(problem.detail(String.valueOf(request.getAttribute(RequestId.HEADER))));
    }
}
