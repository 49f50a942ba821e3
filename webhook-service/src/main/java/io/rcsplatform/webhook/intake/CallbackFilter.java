package io.rcsplatform.webhook.intake;

import io.rcsplatform.webhook.account.CallbackAccount;
import io.rcsplatform.webhook.account.CallbackAccounts;
import io.rcsplatform.webhook.intake.Taken.Answered;
import io.rcsplatform.webhook.intake.Taken.Refused;
import io.rcsplatform.webhook.intake.Taken.Stored;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Answers callbacks ({@code /callbacks/{provider}/{account token}}) before anything else of the web stack sees them: there are several
 * for each message, and most of what a request's usual way costs buys nothing here. What is refused goes that way.
 */
final class CallbackFilter extends HttpFilter {
    private static final String PREFIX = "/callbacks/";

    private final transient CallbackAccounts accounts;
    private final transient TakeCallback taking;

    CallbackFilter(CallbackAccounts accounts, TakeCallback taking) {
        this.accounts = accounts;
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
        var method = request.getMethod();
        if (!method.equals("POST") && !method.equals("GET")) {
            return new Refused(CallbackRefusal.METHOD);
        }
        var account = account(request.getRequestURI());
        return account.isPresent() ? taking.take(account.get(), request) : new Refused(CallbackRefusal.UNKNOWN_ADDRESS);
    }

    private Optional<CallbackAccount> account(String path) {
        int slash = path.indexOf('/', PREFIX.length());
        return slash < 0
                ? Optional.empty()
                : accounts.byAddress(path.substring(PREFIX.length(), slash), path.substring(slash + 1));
    }
}
