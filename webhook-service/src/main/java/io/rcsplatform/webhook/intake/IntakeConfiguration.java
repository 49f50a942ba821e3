package io.rcsplatform.webhook.intake;

import io.rcsplatform.webhook.account.CallbackAccounts;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

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
    TakeCallback takeCallback(Arrivals arrivals, IntakeProperties properties, Clock clock) {
        var memory = new IntakeMemory(properties.memory().toBytes());
        return new TakeCallback(arrivals, memory, properties, clock);
    }

    @Bean
    ServletRegistrationBean<CallbackServlet> callbackServlet(
            CallbackAccounts accounts,
            TakeCallback taking,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            IntakeMetrics metrics) {
        var servlet =
                new ServletRegistrationBean<>(new CallbackServlet(accounts, taking, problems, metrics), "/callbacks/*");
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}
