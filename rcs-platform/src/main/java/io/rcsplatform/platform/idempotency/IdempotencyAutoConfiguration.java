package io.rcsplatform.platform.idempotency;

import io.rcsplatform.platform.identity.IdentityTokens;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@AutoConfiguration(
        after = JdbcClientAutoConfiguration.class,
        afterName = "io.rcsplatform.platform.identity.IdentityAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(JdbcClient.class)
class IdempotencyAutoConfiguration {
    private static final int AFTER_IDENTITY = 10;

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotency(
            JdbcClient jdbc,
            IdentityTokens tokens,
            PlatformTransactionManager transactions,
            @Lazy HandlerExceptionResolver handlerExceptionResolver) {
        return new FilterRegistrationBean<>(new IdempotencyFilter(
                new AnswerTable(jdbc), tokens, new TransactionTemplate(transactions), handlerExceptionResolver));
    }

    @Bean
    WebMvcConfigurer idempotencyWeb() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new IdempotencyInterceptor()).order(AFTER_IDENTITY);
            }
        };
    }
}
