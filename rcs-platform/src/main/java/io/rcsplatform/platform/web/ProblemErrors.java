package io.rcsplatform.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers as a problem, too, what failed before or after a handler: in a filter, or while the answer was written. */
@RestController
class ProblemErrors implements ErrorController {
    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        return Problem.answer(
                HttpRefusals.of(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status, "The request failed."),
                RequestIds.of(request));
    }
}
