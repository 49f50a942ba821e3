package io.rcsplatform.gateway.routing;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.rcsplatform.platform.web.RequestIds;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {
    private static final int AFTER_CONTROLLERS = 1;
    private static final int CONNECTIONS = 1_000;
    private static final TimeValue IDLE = TimeValue.ofSeconds(15);
    private static final TimeValue UNTRUSTED = TimeValue.ofSeconds(1);

    /** A go-between's client: what it is given it passes on, and it remembers nothing of anybody. */
    @Bean
    ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder> goBetween() {
        return builder -> builder.withHttpClientCustomizer(RoutingConfiguration::passOn)
                .withConnectionManagerCustomizer(connections ->
                        connections.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS))
                .withConnectionConfigCustomizer(connection -> connection.setValidateAfterInactivity(UNTRUSTED));
    }

    private static void passOn(HttpClientBuilder client) {
        client.disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableDefaultUserAgent()
                .evictIdleConnections(IDLE);
    }

    /** The door has named the request already, in the answer too. */
    @Bean
    ResponseHttpHeadersFilter requestIdOfTheDoor() {
        return (headers, _) -> {
            var others = new HttpHeaders();
            headers.forEach((name, values) -> {
                if (!name.equalsIgnoreCase(RequestIds.HEADER)) {
                    others.addAll(name, values);
                }
            });
            return others;
        };
    }

    /** What the door answers itself comes before its routes. */
    @Bean
    static BeanPostProcessor routesComeSecond() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof RouterFunctionMapping routes) {
                    routes.setOrder(AFTER_CONTROLLERS);
                }
                return bean;
            }
        };
    }

    @Bean
    CircuitBreakerRegistry circuitBreakers(GatewayMvcProperties gateway) {
        var breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(2))
                .permittedNumberOfCallsInHalfOpenState(3)
                .recordException(
                        failure -> failure instanceof ResourceAccessException && !ClientFailure.isBehind(failure))
                .build());
        hosts(gateway).forEach(breakers::circuitBreaker);
        return breakers;
    }

    /** A service that answers slowly takes no places from the others. */
    @Bean
    BulkheadRegistry bulkheads(RouteProperties properties, GatewayMvcProperties gateway) {
        var bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(properties.waiting())
                .maxWaitDuration(Duration.ZERO)
                .build());
        hosts(gateway).forEach(bulkheads::bulkhead);
        return bulkheads;
    }

    private static Stream<String> hosts(GatewayMvcProperties gateway) {
        return gateway.getRoutes().stream()
                .flatMap(route -> Stream.ofNullable(route.getUri()))
                .map(URI::getAuthority);
    }

    @Bean
    MeterBinder circuitBreakerMeters(CircuitBreakerRegistry breakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers);
    }

    @Bean
    MeterBinder bulkheadMeters(BulkheadRegistry bulkheads) {
        return TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads);
    }

    @Bean
    ProxyExchange services(
            RestClient.Builder http,
            GatewayMvcProperties properties,
            CircuitBreakerRegistry circuitBreakers,
            BulkheadRegistry bulkheads) {
        return new Services(new RestClientProxyExchange(http.build(), properties), circuitBreakers, bulkheads);
    }
}
