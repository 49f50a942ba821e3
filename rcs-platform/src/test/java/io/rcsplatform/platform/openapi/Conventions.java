package io.rcsplatform.platform.openapi;

import static io.swagger.v3.oas.models.security.SecurityScheme.In.HEADER;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.idempotency.AnsweredOnce;
import io.rcsplatform.platform.idempotency.SentOnce;
import io.rcsplatform.platform.identity.HandlerScopes;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.AlsoAnswers;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Problem;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** What all operations have in common: credentials and scopes, pages, repeatable requests, limits, and how they are refused. */
class Conventions implements OperationCustomizer, OpenApiCustomizer {
    private static final String PUBLIC = "/v1/";
    private static final String API_KEY = "api_key";
    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";
    private static final String REFUSED = "Refused";
    private static final String WAIT = "RefusedForNow";
    private static final String CHILD = "Rcs-Tenant";
    private static final String TOKEN_EXCHANGE = "/v1/auth/token";
    private static final Map<String, String> HEADERS = Map.of(
            "X-Request-Id", "The request's id, the client's own where it sent a sane one",
            "RateLimit-Policy", "The limits that the request counted to",
            "RateLimit", "How much of them is left",
            "Retry-After", "Seconds to wait before the same request makes sense again",
            "ETag", "The version, for If-Match",
            "Idempotent-Replayed", "true where the answer is the one that was given before");

    static OpenAPI api(ModelConverter names) {
        var components = new Components()
                .addSecuritySchemes(
                        API_KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(HEADER)
                                .name("X-Api-Key"))
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("From POST /v1/auth/token, or of a trusted issuer"))
                .addParameters(CHILD, child())
                .addResponses(REFUSED, refusal("Refused", "X-Request-Id"))
                .addResponses(WAIT, refusal("Refused for now", "X-Request-Id", "Retry-After"));
        HEADERS.forEach((name, about) -> components.addHeaders(
                name, new Header().schema(new StringSchema()).description(about)));
        var models =
                new ModelConverters(true); // the library's own instance is everybody's, and knows what was made before
        models.addConverter(names);
        models.readAll(Problem.class).forEach(components::addSchemas);
        return new OpenAPI()
                .info(new Info()
                        .title("RCS platform")
                        .version("1")
                        .description("RCS business messages to large audiences, with SMS where RCS does not arrive."))
                .servers(List.of(new Server().url("/")))
                .components(components);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        if (takes(handler, Paging.class)) {
            page(operation);
        }
        if (takes(handler, InputStream.class)) {
            operation.setRequestBody(stream(handler));
        }
        if (handler.hasMethodAnnotation(PostMapping.class) && !takes(handler, InputStream.class)) {
            operation.addParametersItem(idempotencyKey().required(handler.hasMethodAnnotation(SentOnce.class)));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> HttpHeaders.CONTENT_TYPE.equals(parameter.getName()));
        }
        secure(operation, handler);
        successes(operation, handler);
        return operation;
    }

    /** Leaves what the platform keeps to itself out, and names each operation after what it works on. */
    @Override
    public void customise(OpenAPI api) {
        api.getPaths().keySet().removeIf(path -> !path.startsWith(PUBLIC));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    named(path, operation);
                    boolean forAChild = !operation.getSecurity().isEmpty() && !path.equals(TOKEN_EXCHANGE);
                    operation.setResponses(withRefusals(operation, forAChild || path.contains("{")));
                    if (forAChild) {
                        operation.addParametersItem(new Parameter().$ref(CHILD));
                    }
                }));
        api.setTags(null);
    }

    private static void page(Operation operation) {
        var limit = new IntegerSchema();
        limit.minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(Paging.MAX_LIMIT))
                .setDefault(Paging.DEFAULT_LIMIT);
        operation.addParametersItem(optional("query", "limit", limit, "How many at most"));
        operation.addParametersItem(
                optional("query", "cursor", new StringSchema(), "next_cursor of the page before this one"));
    }

    private static RequestBody stream(HandlerMethod handler) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        var content = new Content();
        for (var type : Objects.requireNonNull(mapping).consumes()) {
            content.addMediaType(type, new MediaType().schema(new StringSchema()));
        }
        return new RequestBody().required(true).content(content);
    }

    private static Parameter idempotencyKey() {
        return optional(
                "header",
                "Idempotency-Key",
                new StringSchema().minLength(1).maxLength(255),
                "Sent again under the same key, the request is answered again and not carried out a second time");
    }

    private static Parameter child() {
        return optional(
                "header",
                CHILD,
                Identifiers.schema(TenantId.class),
                "A tenant that is a child of the credential's own, and for which this request acts");
    }

    private static void secure(Operation operation, HandlerMethod handler) {
        var scopes = scopes(handler);
        operation.setSecurity(scopes.stream()
                .flatMap(scope -> Stream.of(API_KEY, TOKEN)
                        .map(scheme -> new SecurityRequirement()
                                .addList(scheme, scope.isEmpty() ? List.of() : List.of(scope))))
                .toList());
        operation.setDescription(
                scopes.isEmpty()
                        ? "Needs no credential."
                        : scopes.equals(List.of(""))
                                ? "Needs any credential."
                                : "Scope: " + String.join(" or ", scopes));
    }

    /** Empty where anybody may come in; the empty scope where it is enough to be known. */
    private static List<String> scopes(HandlerMethod handler) {
        var scope = HandlerScopes.scopeOf(handler);
        return HandlerScopes.isOpen(handler) || scope == null
                ? List.of()
                : Stream.of(scope.value())
                        .map(name -> name.equals(Scopes.ANY) ? "" : name)
                        .toList();
    }

    private static void successes(Operation operation, HandlerMethod handler) {
        var responses = operation.getResponses();
        responses.keySet().removeIf(status -> !status.startsWith("2"));
        var also = handler.getMethodAnnotation(AlsoAnswers.class);
        if (also != null) {
            var usual = responses.values().iterator().next();
            responses.addApiResponse(
                    String.valueOf(also.value().value()),
                    new ApiResponse()
                            .description(also.value().getReasonPhrase())
                            .content(usual.getContent()));
        }
        var headers = new ArrayList<>(List.of("X-Request-Id", "RateLimit-Policy", "RateLimit"));
        if (tellsItsVersion(handler)) {
            headers.add("ETag");
        }
        if (handler.hasMethodAnnotation(PostMapping.class)
                && !takes(handler, InputStream.class)
                && !handler.hasMethodAnnotation(AnsweredOnce.class)) {
            headers.add("Idempotent-Replayed");
        }
        responses.forEach((status, response) -> {
            var code = HttpStatus.resolve(Integer.parseInt(status));
            response.setDescription(code == null ? status : code.getReasonPhrase());
            response.setHeaders(headers(headers.toArray(String[]::new)));
        });
    }

    private static boolean tellsItsVersion(HandlerMethod handler) {
        var type = ResolvableType.forMethodReturnType(handler.getMethod());
        return Stream.of(type, type.getGeneric())
                .map(ResolvableType::resolve)
                .filter(Objects::nonNull)
                .flatMap(body -> Stream.of(body.getDeclaredMethods()))
                .anyMatch(method -> method.getName().equals("etag"));
    }

    private static ApiResponses withRefusals(Operation operation, boolean namesSomething) {
        var responses = new ApiResponses();
        responses.putAll(operation.getResponses());
        boolean secured = !operation.getSecurity().isEmpty();
        boolean hasBody = operation.getRequestBody() != null;
        boolean hasInput = hasBody
                || Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                        .anyMatch(parameter -> !"path".equals(parameter.getIn()));
        var refusals = new LinkedHashMap<String, Boolean>();
        refusals.put("400", hasInput);
        refusals.put("401", secured);
        refusals.put("403", secured);
        refusals.put("404", namesSomething);
        refusals.put("409", has(operation, "Idempotency-Key"));
        refusals.put("412", has(operation, HttpHeaders.IF_MATCH));
        refusals.put("413", hasBody);
        refusals.put("415", hasBody);
        refusals.put("422", hasInput);
        refusals.put("500", true);
        refusals.put("default", true);
        refusals.forEach((status, happens) -> {
            if (happens) {
                responses.addApiResponse(status, new ApiResponse().$ref(REFUSED));
            }
        });
        Stream.of("429", "503")
                .filter(status -> secured || status.equals("503"))
                .forEach(status -> responses.addApiResponse(status, new ApiResponse().$ref(WAIT)));
        return responses;
    }

    private static boolean has(Operation operation, String header) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> header.equals(parameter.getName()));
    }

    /** Tagged with the collection that the path starts with. The operation's own name is what its handler is called. */
    private static void named(String path, Operation operation) {
        var steps = List.of(path.substring(PUBLIC.length()).split("/", -1));
        var collection = steps.getFirst();
        var verb = String.valueOf(operation.getOperationId()).replaceFirst("_\\d+$", "");
        operation.setTags(List.of(collection));
        operation.setOperationId(collection + "_" + snakeCase(verb));
        for (var parameter : Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
            var name = parameter.getName();
            var of = "path".equals(parameter.getIn())
                    ? steps.get(steps.indexOf("{" + name + "}") - 1)
                    : name.replaceFirst("_id$", "s");
            Identifiers.named(name, of).ifPresent(parameter::setSchema);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }

    private static Parameter optional(String in, String name, Schema<?> schema, String about) {
        return new Parameter().in(in).name(name).required(false).schema(schema).description(about);
    }

    private static ApiResponse refusal(String about, String... headers) {
        return new ApiResponse()
                .description(about)
                .headers(headers(headers))
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }

    private static Map<String, Header> headers(String... names) {
        var headers = new LinkedHashMap<String, Header>();
        for (var name : names) {
            headers.put(name, new Header().$ref("#/components/headers/" + name));
        }
        return headers;
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Stream.of(handler.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .anyMatch(type::equals);
    }
}
