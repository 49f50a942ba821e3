package io.rcsplatform.webhook.intake;

import io.micrometer.observation.ObservationPredicate;
import io.rcsplatform.webhook.account.CallbackAccounts;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.observation.ServerRequestObservationContext;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    @Bean
    Arrivals arrivals(IntakeProperties properties) {
        return new Arrivals(properties.maxBatch(), properties.linger());
    }

    @Bean
    CallbackWriters callbackWriters(Arrivals arrivals, StoreTogether storing, IntakeProperties properties) {
        return new CallbackWriters(arrivals, storing, properties.writers());
    }

    @Bean
    TakeCallback takeCallback(CallbackAccounts accounts, Arrivals arrivals, IntakeProperties properties, Clock clock) {
        var memory = new IntakeMemory(properties.memory().toBytes());
        return new TakeCallback(accounts, arrivals, memory, properties, clock);
    }

    @Bean
    CallbackListener callbackListener(
            @Value("${server.address:0.0.0.0}") String address,
            IntakeProperties properties,
            TakeCallback taking,
            Refusals refusals) {
        return new CallbackListener(address, properties.callbackPort(), properties.connections(), taking, refusals);
    }

    @Bean
    FilterRegistrationBean<CallbackFilter> callbackFilter(TakeCallback taking) {
        var filter = new FilterRegistrationBean<>(new CallbackFilter(taking));
        filter.addUrlPatterns("/callbacks/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** The address of a callback is a secret, which neither a trace nor a metric may repeat. */
    @Bean
    ObservationPredicate callbacksAreNotObserved() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext request) || !isCallback(request);
    }

    private static boolean isCallback(ServerRequestObservationContext context) {
        var request = context.getCarrier();
        return request != null && request.getRequestURI().startsWith("/callbacks/");
    }
}
