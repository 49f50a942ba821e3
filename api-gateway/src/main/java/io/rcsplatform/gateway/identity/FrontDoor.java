package io.rcsplatform.gateway.identity;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.gateway.identity.Bearer.KeyHolder;
import io.rcsplatform.gateway.identity.Bearer.Person;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.ClientAddress;
import io.rcsplatform.platform.web.RequestIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Drops identity that a client claims for itself, and puts in the place of a good credential the identity that it stands for. What a
 * request without identity may reach is not decided here: the same rule as in every service, closed unless declared open, comes after.
 * Credentials of providers that call back are theirs; webhook-service knows them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class FrontDoor extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String CALLBACKS = "/callbacks/";
    private static final String CHILD_HEADER = "Rcs-Tenant";
    private static final String TOKEN_EXCHANGE = "/v1/auth/token";

    private final Directory directory;
    private final BearerTokens bearers;
    private final Identities identities;
    private final Guesses guesses;
    private final GoodCredentials good;
    private final HandlerExceptionResolver problems;

    FrontDoor(
            Directory directory,
            BearerTokens bearers,
            Identities identities,
            Guesses guesses,
            GoodCredentials good,
            HandlerExceptionResolver handlerExceptionResolver) {
        this.directory = directory;
        this.bearers = bearers;
        this.identities = identities;
        this.guesses = guesses;
        this.good = good;
        this.problems = handlerExceptionResolver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var headers = new HashMap<String, @Nullable String>();
        headers.put(RequestIds.HEADER, RequestIds.of(request));
        headers.put(ClientAddress.HEADER, request.getRemoteAddr());
        headers.put(IdentityTokens.HEADER, null);
        if (!request.getRequestURI().startsWith(CALLBACKS)) {
            headers.put(Credential.API_KEY_HEADER, null);
            headers.put(HttpHeaders.AUTHORIZATION, null);
            headers.put(CHILD_HEADER, null);
            try {
                letIn(request).ifPresent(visitor -> {
                    visitor.enter(request);
                    headers.put(IdentityTokens.HEADER, identities.of(visitor.caller()));
                });
            } catch (ApiProblem refusal) {
                problems.resolveException(request, response, null, refusal);
                return;
            }
        }
        chain.doFilter(new ForwardedRequest(request, headers), response);
    }

    private Optional<Visitor> letIn(HttpServletRequest request) {
        var shown = Credential.shownBy(request);
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        var credential = shown.get();
        holdBack(credential, request.getRemoteAddr());
        try {
            var visitor = switch (credential) {
                case Credential.ApiKey(var secret) -> ofKey(secret);
                case Credential.Token(var jwt) -> ofToken(jwt, request);
            };
            if (visitor.isEmpty()) {
                guesses.wrong(request.getRemoteAddr());
                throw Credential.invalid();
            }
            good.remember(credential);
            return Optional.of(forChild(visitor.get(), request));
        } catch (RestClientException e) {
            LOG.atWarn().setCause(e).log("credential.not_verified");
            throw ApiProblem.unavailable("The credential cannot be checked for now.", Duration.ofSeconds(1));
        }
    }

    private void holdBack(Credential credential, String address) {
        var wait = guesses.heldBack(address);
        if (wait.isPositive() && !good.contain(credential)) {
            throw ApiProblem.rateLimited("Too many wrong credentials came from this address.", wait.plusSeconds(1));
        }
    }

    /** Whoever names a child of their tenant acts for it. A token is the key's own, and so is not asked for in a child's name. */
    private Visitor forChild(Visitor visitor, HttpServletRequest request) {
        var named = Collections.list(request.getHeaders(CHILD_HEADER));
        if (named.isEmpty() || request.getRequestURI().equals(TOKEN_EXCHANGE)) {
            return visitor;
        }
        var child = String.join(", ", named);
        return tenantId(child)
                .flatMap(id -> directory.ofChild(visitor.caller().tenant(), id))
                .map(access -> access.byParent(visitor))
                .orElseThrow(() -> ApiProblem.notFound("tenant", child));
    }

    private static Optional<TenantId> tenantId(String text) {
        try {
            return Optional.of(TenantId.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<Visitor> ofKey(String secret) {
        return directory
                .ofKey(secret)
                .flatMap(access -> Optional.ofNullable(access.keyId()).map(access::byKey));
    }

    private Optional<Visitor> ofToken(String jwt, HttpServletRequest request) {
        if (request.getRequestURI().equals(TOKEN_EXCHANGE)) {
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "api_key_required",
                    "Only an API key can be exchanged for a token",
                    "The request carries a token.",
                    "Send the API key itself in the header X-Api-Key.");
        }
        return bearers.bearerOf(jwt).flatMap(bearer -> switch (bearer) {
            case KeyHolder(var key, var scopes) -> directory.ofKey(key).map(access -> access.byTokenFor(key, scopes));
            case Person(var tenant, var name, var scopes) ->
                directory.ofTenant(tenant).map(access -> access.byPerson(name, scopes));
        });
    }
}
