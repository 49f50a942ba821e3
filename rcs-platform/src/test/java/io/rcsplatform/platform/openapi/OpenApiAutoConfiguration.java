package io.rcsplatform.platform.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.json.TextForm;
import io.rcsplatform.platform.web.Paging;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.StringSchema;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** In every service's tests: a service describes its part of the API when a test asks for it. */
@Lazy
@AutoConfiguration
@ConditionalOnClass(SpringDocConfigProperties.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class OpenApiAutoConfiguration {
    @Bean
    OpenAPI api(ModelResolver names) {
        return Conventions.api(names);
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        var types = SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Paging.class);
        for (var form : TextForm.ALL) {
            types.replaceWithSchema(form.type(), Identifiers.schema(form.type()));
        }
        types.replaceWithSchema(
                PhoneNumber.class,
                new StringSchema().pattern(Identifiers.PHONE).description("A phone number in E.164"));
        var snakeCase = mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(snakeCase).openapi31(mappers.isOpenapi31());
    }

    @Bean
    RecordForms recordForms(ObjectMapperProvider mappers) {
        return new RecordForms(mappers.jsonMapper());
    }

    @Bean
    Conventions conventions() {
        return new Conventions();
    }
}
