package io.rcsplatform.platform.identity;

import io.rcsplatform.platform.web.ApiProblem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request reach its handler only with a valid token that carries the handler's scope. What is not declared open is closed. */
class IdentityInterceptor implements HandlerInterceptor {
    static final String CALLER = Caller.class.getName();
    private static final String MDC_TENANT = "tenant_id";

    private final IdentityTokens tokens;

    IdentityInterceptor(IdentityTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ERROR || isOpen(handler)) {
            return true;
        }
        var caller = caller(request);
        requireScope(caller, handler);
        request.setAttribute(CALLER, caller);
        MDC.put(MDC_TENANT, caller.tenant().toString());
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        MDC.remove(MDC_TENANT);
    }

    private Caller caller(HttpServletRequest request) {
        var token = request.getHeader(IdentityTokens.HEADER);
        if (token == null) {
            throw ApiProblem.unauthenticated("The request carries no identity.");
        }
        return tokens.verify(token)
                .orElseThrow(() -> ApiProblem.unauthenticated("The identity is not valid, or no longer."));
    }

    private static void requireScope(Caller caller, Object handler) {
        var scope = handler instanceof HandlerMethod method ? HandlerScopes.scopeOf(method) : null;
        if (scope != null && Stream.of(scope.value()).noneMatch(caller::may)) {
            throw ApiProblem.forbidden(String.join(" or ", scope.value()));
        }
    }

    private static boolean isOpen(Object handler) {
        return handler instanceof HandlerMethod method && HandlerScopes.isOpen(method);
    }
}
