package io.rcsplatform.gateway.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes on: with some headers replaced, or removed where the new value is null; names are compared without case. It has no
 * parameters where they could stand in its body, since whoever asks for them would read it away.
 */
final class ForwardedRequest extends HttpServletRequestWrapper {
    private final TreeMap<String, @Nullable String> replacements = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ForwardedRequest(HttpServletRequest request, Map<String, @Nullable String> replacements) {
        super(request);
        this.replacements.putAll(replacements);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return replacements.containsKey(name) ? replacements.get(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!replacements.containsKey(name)) {
            return super.getHeaders(name);
        }
        var value = replacements.get(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        var names = new LinkedHashSet<>(Collections.list(super.getHeaderNames()));
        names.removeIf(replacements::containsKey);
        replacements.forEach((name, value) -> {
            if (value != null) {
                names.add(name);
            }
        });
        return Collections.enumeration(names);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return hasNoBody() ? super.getParameterMap() : Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    private boolean hasNoBody() {
        return getMethod().equals("GET") || getMethod().equals("HEAD");
    }
}
