package io.rcsplatform.platform.database;

import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.identity.Scopes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Serves each request of a tenant as that tenant; those of operators and of the fleet itself, who answer for many, as the service. */
class TenantFilter extends OncePerRequestFilter {
    private final IdentityTokens tokens;

    TenantFilter(IdentityTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var _ = workingFor(request)) {
            chain.doFilter(request, response);
        }
    }

    private WorkingFor workingFor(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(IdentityTokens.HEADER))
                .flatMap(tokens::verify)
                .map(TenantFilter::workingFor)
                .orElseGet(WorkingFor::theService);
    }

    private static WorkingFor workingFor(Caller caller) {
        if (caller.may(Scopes.INTERNAL)) {
            return WorkingFor.theService();
        }
        return caller.may(Scopes.PLATFORM) ? WorkingFor.operator(caller.tenant()) : WorkingFor.tenant(caller.tenant());
    }
}
