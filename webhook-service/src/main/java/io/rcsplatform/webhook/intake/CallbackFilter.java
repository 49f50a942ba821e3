package io.rcsplatform.webhook.intake;

import io.rcsplatform.webhook.intake.TakeCallback.Admission;
import io.rcsplatform.webhook.intake.Taken.Answered;
import io.rcsplatform.webhook.intake.Taken.Refused;
import io.rcsplatform.webhook.intake.Taken.Stored;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers the callbacks that come by the gateway before anything else of the web stack sees them: there are several for each message, and
 * most of what a request's usual way costs buys nothing here. What is refused goes that way.
 */
final class CallbackFilter extends HttpFilter {
    private final transient TakeCallback taking;

    CallbackFilter(TakeCallback taking) {
        this.taking = taking;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        switch (take(request)) {
            case Stored _ -> response.setContentLength(0);
            case Answered(var text) -> answer(text, response);
            case Refused(var why) -> {
                request.setAttribute(CallbackRefusal.ATTRIBUTE, why);
                chain.doFilter(request, response);
            }
        }
    }

    /** As the text that it is, whatever it looks like. */
    private static void answer(String text, HttpServletResponse response) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private Taken take(HttpServletRequest request) throws IOException {
        return switch (taking.admit(request.getMethod(), request.getRequestURI(), expectedLength(request))) {
            case Admission.No(var why) -> new Refused(why);
            case Admission.Yes admission -> take(admission, request);
        };
    }

    private Taken take(Admission.Yes admission, HttpServletRequest request) throws IOException {
        try (var _ = admission.room()) {
            return taking.take(admission, Callbacks.of(request, body(request), taking.now()))
                    .join();
        }
    }

    private long expectedLength(HttpServletRequest request) {
        return isChunked(request) ? taking.maxBody() : Math.max(0, request.getContentLengthLong());
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        long expected = expectedLength(request);
        boolean chunked = isChunked(request);
        var body = request.getInputStream().readNBytes(chunked ? taking.maxBody() + 1 : (int) expected);
        if (!chunked && body.length < expected) {
            throw new EOFException("a callback broke off");
        }
        return body;
    }

    private static boolean isChunked(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") != null;
    }
}
