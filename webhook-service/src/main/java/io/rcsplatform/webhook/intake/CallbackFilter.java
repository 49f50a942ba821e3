package io.rcsplatform.webhook.intake;

import io.rcsplatform.webhook.account.CallbackAccount;
import io.rcsplatform.webhook.account.CallbackAccounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        var refusal = refusal(request);
        if (refusal == null) {
            response.setContentLength(0);
        } else {
            request.setAttribute(CallbackRefusal.ATTRIBUTE, refusal);
            chain.doFilter(request, response);
        }
    }

    private @Nullable CallbackRefusal refusal(HttpServletRequest request) throws IOException {
        var method = request.getMethod();
        if (!method.equals("POST") && !method.equals("GET")) {
            return CallbackRefusal.METHOD;
        }
        var account = account(request.getRequestURI());
        return account.isPresent() ? taking.take(account.get(), request) : CallbackRefusal.UNKNOWN_ADDRESS;
    }

    private Optional<CallbackAccount> account(String path) {
        int slash = path.indexOf('/', PREFIX.length());
        return slash < 0
                ? Optional.empty()
                : accounts.byAddress(path.substring(PREFIX.length(), slash), path.substring(slash + 1));
    }
}
