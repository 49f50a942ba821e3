package io.rcsplatform.webhook.intake;

import io.rcsplatform.webhook.account.CallbackAccount;
import io.rcsplatform.webhook.account.CallbackAccounts;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * {@code /callbacks/{provider}/{account token}}. A bare servlet: there are several callbacks for each message, and most of what a
 * controller's way through Spring MVC costs buys nothing here.
 */
final class CallbackServlet extends HttpServlet {
    private final transient CallbackAccounts accounts;
    private final transient TakeCallback taking;
    private final transient HandlerExceptionResolver problems;
    private final transient IntakeMetrics metrics;

    CallbackServlet(
            CallbackAccounts accounts, TakeCallback taking, HandlerExceptionResolver problems, IntakeMetrics metrics) {
        this.accounts = accounts;
        this.taking = taking;
        this.problems = problems;
        this.metrics = metrics;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var refusal = refusal(request);
        if (refusal == null) {
            response.setContentLength(0);
        } else {
            refuse(refusal, request, response);
        }
    }

    private @Nullable CallbackRefusal refusal(HttpServletRequest request) throws IOException {
        var method = request.getMethod();
        if (!method.equals("POST") && !method.equals("GET")) {
            return CallbackRefusal.METHOD;
        }
        var account = account(request.getPathInfo());
        return account.isPresent() ? taking.take(account.get(), request) : CallbackRefusal.UNKNOWN_ADDRESS;
    }

    private Optional<CallbackAccount> account(@Nullable String path) {
        int slash = path == null ? -1 : path.indexOf('/', 1);
        return path == null || slash < 0
                ? Optional.empty()
                : accounts.byAddress(path.substring(1, slash), path.substring(slash + 1));
    }

    private void refuse(CallbackRefusal refusal, HttpServletRequest request, HttpServletResponse response) {
        metrics.refused(refusal);
        if (refusal == CallbackRefusal.METHOD) {
            response.setHeader("Allow", "GET, POST");
        }
        problems.resolveException(request, response, null, refusal.problem());
    }
}
