package io.rcsplatform.platform.web;

import io.rcsplatform.platform.logging.LogFields;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers every failure of a request as a problem. Comes last, so that a service may answer its own refusals itself. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    @ExceptionHandler
    ResponseEntity<Problem> refused(ApiProblem refusal, HttpServletRequest request) {
        return Problem.answer(refusal, RequestIds.of(request));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notReadable(HttpMessageNotReadableException failure, HttpServletRequest request) {
        return refused(UnreadableBody.problem(failure), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> notValid(MethodArgumentNotValidException failure, HttpServletRequest request) {
        return refused(ApiProblem.invalid(Violations.of(failure)), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> parameterNotValid(HandlerMethodValidationException failure, HttpServletRequest request) {
        return failure.isForReturnValue()
                ? unexpected(failure, request)
                : refused(ApiProblem.invalid(Violations.of(failure)), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongParameter(MethodArgumentTypeMismatchException failure, HttpServletRequest request) {
        return refused(Violations.problem(failure), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> missingParameter(
            MissingServletRequestParameterException failure, HttpServletRequest request) {
        return refused(Violations.problem(failure), request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class,
        SQLTransientConnectionException.class
    })
    ResponseEntity<Problem> outage(Exception failure, HttpServletRequest request) {
        log.atWarn()
                .addKeyValue(LogFields.EVENT, "request.failed_for_now")
                .log("A request failed for now: {}", failure.toString());
        return refused(ApiProblem.unavailable("Something that the service needs is not there.", OUTAGE), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unexpected(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse known) {
            var answer = refused(HttpRefusals.of(known), request);
            return new ResponseEntity<>(
                    answer.getBody(), HttpRefusals.headers(known, answer.getHeaders()), answer.getStatusCode());
        }
        log.atError().addKeyValue(LogFields.EVENT, "request.failed").log("A request failed", failure);
        return refused(
                ApiProblem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal_error",
                        "Something went wrong on our side",
                        "The request could not be completed.",
                        "Tell us the request_id."),
                request);
    }
}
