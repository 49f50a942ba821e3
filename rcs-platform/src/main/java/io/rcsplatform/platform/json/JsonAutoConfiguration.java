package io.rcsplatform.platform.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.DeserializationFeature;

@AutoConfiguration(before = JacksonAutoConfiguration.class)
class JsonAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    EventJson eventJson() {
        return new EventJson();
    }

    /** API bodies: a field that is not known is a typo, and is refused. */
    @Bean
    JsonMapperBuilderCustomizer apiBodies() {
        return builder -> {
            JsonForms.applyTo(builder);
            builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        };
    }
}
