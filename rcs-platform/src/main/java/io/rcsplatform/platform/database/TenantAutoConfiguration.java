package io.rcsplatform.platform.database;

import io.rcsplatform.platform.identity.IdentityTokens;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;

@AutoConfiguration(
        after = JdbcClientAutoConfiguration.class,
        afterName = "io.rcsplatform.platform.identity.IdentityAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(JdbcClient.class)
class TenantAutoConfiguration {
    private static final int BEFORE_TRANSACTIONS = Ordered.LOWEST_PRECEDENCE - 10;

    @Bean
    FilterRegistrationBean<TenantFilter> tenantOfRequest(IdentityTokens tokens) {
        var filter = new FilterRegistrationBean<>(new TenantFilter(tokens));
        filter.setOrder(BEFORE_TRANSACTIONS);
        return filter;
    }
}
