package io.rcsplatform.campaign.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.MediaType;

@Lazy
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String API_KEY = "api_key";
    private static final String PROBLEM = "Problem";
    private static final Map<Class<?>, String> IDS = Map.ofEntries(
            Map.entry(ApiKeyId.class, ApiKeyId.PREFIX),
            Map.entry(AudienceId.class, AudienceId.PREFIX),
            Map.entry(BatchId.class, BatchId.PREFIX),
            Map.entry(CampaignId.class, CampaignId.PREFIX),
            Map.entry(ContactId.class, ContactId.PREFIX),
            Map.entry(ImportId.class, ImportId.PREFIX),
            Map.entry(MessageId.class, MessageId.PREFIX),
            Map.entry(SenderId.class, SenderId.PREFIX),
            Map.entry(TemplateId.class, TemplateId.PREFIX),
            Map.entry(TemplateVersionId.class, TemplateVersionId.PREFIX),
            Map.entry(TenantId.class, TenantId.PREFIX));

    @Bean
    OpenAPI api() {
        var key = new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("X-Api-Key");
        return new OpenAPI()
                .info(new Info()
                        .title("RCS platform")
                        .version("1")
                        .description("RCS business messages to large audiences, with SMS where RCS does not arrive."))
                .servers(List.of(new Server().url("/")))
                .components(new Components().addSecuritySchemes(API_KEY, key))
                .addSecurityItem(new SecurityRequirement().addList(API_KEY));
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        var types = SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Paging.class);
        IDS.forEach((type, prefix) -> types.replaceWithSchema(
                type, new StringSchema().pattern("^" + prefix + "_[0-7][0-9a-hjkmnp-tv-z]{25}$")));
        types.replaceWithSchema(
                PhoneNumber.class,
                new StringSchema().pattern("^\\+[1-9][0-9]{6,14}$").description("A phone number in E.164"));
        var snakeCase = mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(snakeCase).openapi31(mappers.isOpenapi31());
    }

    @Bean
    RecordForms recordForms(ObjectMapperProvider mappers) {
        return new RecordForms(mappers.jsonMapper());
    }

    /** Lists take the same two parameters everywhere, and operations are named after what they work on. */
    @Bean
    OperationCustomizer operations() {
        return (operation, handler) -> {
            if (Stream.of(handler.getMethodParameters()).anyMatch(p -> p.getParameterType() == Paging.class)) {
                var limit = new IntegerSchema();
                limit.minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(Paging.MAX_LIMIT))
                        .setDefault(Paging.DEFAULT_LIMIT);
                operation.addParametersItem(query("limit", limit));
                operation.addParametersItem(
                        query("cursor", new StringSchema().description("next_cursor of the page before")));
            }
            var resource = handler.getBeanType().getSimpleName().replace("Controller", "");
            return operation
                    .tags(List.of(resource))
                    .operationId(handler.getMethod().getName() + resource);
        };
    }

    @Bean
    OpenApiCustomizer refusals() {
        return api -> {
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(api.getComponents()::addSchemas);
            var refused = new io.swagger.v3.oas.models.media.Content()
                    .addMediaType(
                            MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new io.swagger.v3.oas.models.media.MediaType()
                                    .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation
                            .getResponses()
                            .addApiResponse(
                                    "default",
                                    new ApiResponse().description("Refused").content(refused)));
        };
    }

    private static Parameter query(String name, Schema<?> schema) {
        return new Parameter().in("query").name(name).required(false).schema(schema);
    }
}
