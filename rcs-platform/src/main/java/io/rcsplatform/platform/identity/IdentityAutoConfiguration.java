package io.rcsplatform.platform.identity;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(IdentityProperties.class)
class IdentityAutoConfiguration {
    @Bean
    IdentityTokens identityTokens(IdentityProperties properties, Clock clock) {
        return new IdentityTokens(properties.secret(), clock);
    }

    @Bean
    HandlerScopes handlerScopes(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new HandlerScopes(mappings);
    }

    @Bean
    WebMvcConfigurer identityWeb(IdentityTokens tokens, IdentityProperties properties) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new IdentityInterceptor(tokens)).excludePathPatterns(properties.openPaths());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgumentResolver());
            }
        };
    }
}
