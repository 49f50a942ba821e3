package io.rcsplatform.platform.audit;

import io.rcsplatform.domain.event.WriteRecorded;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.privacy.Masking;
import io.rcsplatform.platform.web.ClientAddress;
import io.rcsplatform.platform.web.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request that changes something, and what is known of the change so far. */
final class Write {
    private static final String ATTRIBUTE = Write.class.getName();
    private static final String API = "/v1/";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final HttpServletRequest request;
    private final Caller caller;
    private final SequencedSet<TenantId> tenants = new LinkedHashSet<>();
    private @Nullable Object before;
    private boolean recorded;

    private Write(HttpServletRequest request, Caller caller) {
        this.request = request;
        this.caller = caller;
        tenants.add(caller.tenant());
    }

    /** Empty for a request that changes nothing, and for what is not of the API. */
    static Optional<Write> begin(HandlerMethod handler) {
        return request()
                .filter(request -> !READS.contains(request.getMethod())
                        && request.getRequestURI().startsWith(API)
                        && !handler.hasMethodAnnotation(ChangesNothing.class))
                .flatMap(request -> Optional.ofNullable((Caller) request.getAttribute(Caller.class.getName()))
                        .map(caller -> new Write(request, caller)))
                .map(Write::remembered);
    }

    /** The one that is going on in this thread. */
    static Optional<Write> current() {
        return request().flatMap(request -> Optional.ofNullable((Write) request.getAttribute(ATTRIBUTE)));
    }

    void before(Object state) {
        before = state;
    }

    void concerns(TenantId tenant) {
        tenants.add(tenant);
    }

    void nothing() {
        recorded = true;
    }

    boolean isRecorded() {
        return recorded;
    }

    /** An entry for each tenant that it concerns. */
    Stream<WriteRecorded> entries(
            Supplier<UUID> ids, Instant now, JsonMapper json, @Nullable String resource, @Nullable Object answer) {
        recorded = true;
        JsonNode after = json.valueToTree(answer);
        var route = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        var variables = variables(route);
        return tenants.stream()
                .map(tenant -> new WriteRecorded(
                        new EventId(ids.get()),
                        tenant,
                        now,
                        actor(),
                        ClientAddress.of(request),
                        RequestIds.of(request),
                        request.getMethod() + " " + route,
                        path(route, variables),
                        resource == null ? resource(variables, after) : resource,
                        text(json.valueToTree(before)),
                        text(after)));
    }

    private String actor() {
        var person = caller.person();
        return person != null ? person : caller.key().toString();
    }

    /** As they stand in the route, masked where they name people. */
    private Map<String, String> variables(String route) {
        var given = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> map
                ? map
                : Map.of();
        var variables = new LinkedHashMap<String, String>();
        VARIABLE.matcher(route).results().map(found -> found.group(1)).forEach(name -> {
            if (given.get(name) instanceof String value) {
                variables.put(name, Masking.text(name, value));
            }
        });
        return variables;
    }

    private static String path(String route, Map<String, String> variables) {
        return VARIABLE.matcher(route)
                .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
    }

    private static @Nullable String resource(Map<String, String> variables, JsonNode after) {
        return variables.isEmpty()
                ? after.path("id").asString(null)
                : variables.values().iterator().next();
    }

    private static @Nullable String text(@Nullable JsonNode state) {
        return state == null || state.isNull() || state.isMissingNode()
                ? null
                : Masking.of(state).toString();
    }

    private Write remembered() {
        request.setAttribute(ATTRIBUTE, this);
        return this;
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
