package io.rcsplatform.gateway.routing;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.rcsplatform.platform.web.ApiProblem;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Asks the services. One that does not answer is left alone for a moment, and one that is slow has only so many waiting for it; what only
 * reads is asked a second time where the connection failed. Queries go on letter by letter.
 */
class Services implements ProxyExchange {
    private static final Logger log = LoggerFactory.getLogger(Services.class);
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final ProxyExchange http;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;

    Services(ProxyExchange http, CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads) {
        this.http = http;
        this.breakers = breakers;
        this.bulkheads = bulkheads;
    }

    @Override
    public ServerResponse exchange(Request request) {
        var asCame = new RequestAsItCame(request);
        try {
            var service = asCame.uri.getAuthority();
            return bulkheads
                    .bulkhead(service)
                    .executeSupplier(() -> breakers.circuitBreaker(service).executeSupplier(() -> ask(asCame)));
        } catch (BulkheadFullException _) {
            throw ApiProblem.unavailable("Too many requests wait for a service behind the gateway.", BUSY);
        } catch (CallNotPermittedException _) {
            throw ApiProblem.unavailable("A service behind the gateway does not answer.", LEFT_ALONE);
        }
    }

    private ServerResponse ask(RequestAsItCame request) {
        try {
            return http.exchange(request);
        } catch (ResourceAccessException e) {
            if (!READS.contains(request.getMethod())
                    || e.getCause() instanceof SocketTimeoutException
                    || ClientFailure.isBehind(e)) {
                throw e;
            }
            log.info("Asking {} a second time: {}", request.uri.getAuthority(), e.toString());
            return http.exchange(request);
        }
    }

    /** With the query as the client wrote it, where the router would write one anew from its parameters. */
    private static final class RequestAsItCame implements Request {
        private final Request routed;
        private final URI uri;

        RequestAsItCame(Request routed) {
            this.routed = routed;
            this.uri = UriComponentsBuilder.fromUri(Objects.requireNonNull(routed.getUri()))
                    .replaceQuery(routed.getServerRequest().servletRequest().getQueryString())
                    .build(true)
                    .toUri();
        }

        @Override
        public HttpMethod getMethod() {
            return routed.getMethod();
        }

        @Override
        public URI getUri() {
            return uri;
        }

        @Override
        public ServerRequest getServerRequest() {
            return routed.getServerRequest();
        }

        @Override
        public Collection<ResponseConsumer> getResponseConsumers() {
            return routed.getResponseConsumers();
        }

        @Override
        public HttpHeaders getHeaders() {
            return routed.getHeaders();
        }
    }
}
