package io.rcsplatform.platform.web;

import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.json.TextForm;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@AutoConfiguration(before = {JacksonAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebProperties.class)
@Import({ProblemErrors.class, ProblemHandler.class, UnknownFields.class})
class WebAutoConfiguration {
    @Bean
    FilterRegistrationBean<RequestIds> requestIds(Ids ids) {
        var registration = new FilterRegistrationBean<>(new RequestIds(ids));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Inside of what is measured and named, before anything that costs. */
    @Bean
    FilterRegistrationBean<RequestsAtWork> requestsAtWork(
            WebProperties properties, @Lazy HandlerExceptionResolver handlerExceptionResolver) {
        var registration =
                new FilterRegistrationBean<>(new RequestsAtWork(properties.requestsAtWork(), handlerExceptionResolver));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    MaskedAddresses maskedAddresses() {
        return new MaskedAddresses();
    }

    @Bean
    JsonMapperBuilderCustomizer unknownFieldsAreCollected() {
        return builder -> builder.addHandler(new UnknownFields.Collector());
    }

    @Bean
    WebMvcConfigurer platformWeb() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                TextForm.ALL.forEach(form -> add(form, registry));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PagingArgumentResolver());
            }
        };
    }

    private static <T> void add(TextForm<T> form, FormatterRegistry registry) {
        registry.addConverter(String.class, form.type(), text -> form.read().apply(text));
    }
}
