package io.rcsplatform.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes the spans of the fleet, over OTLP, as a viewer would. */
final class Collector {
    private static final String PATH = "/v1/traces";

    private final HttpServer server;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    void close() {
        server.stop(0);
    }

    /** The spans that are told of in this trace. */
    List<Seen> in(String traceId) {
        return seen.stream().filter(span -> span.trace().equals(traceId)).toList();
    }

    /** All that spans of this name have caused. */
    Set<Seen> causedBy(String service, String name) {
        return causedBy(seen.stream()
                .filter(span -> span.service().equals(service) && span.name().equals(name))
                .toList());
    }

    /** All that these have caused, by way of children and of links to them. */
    Set<Seen> causedBy(Collection<Seen> causes) {
        var effects = effects();
        var reached = new HashSet<>(causes);
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            effects.getOrDefault(open.remove().id(), Set.of()).stream()
                    .filter(reached::add)
                    .forEach(open::add);
        }
        return reached;
    }

    private Map<String, Set<Seen>> effects() {
        var effects = new HashMap<String, Set<Seen>>();
        seen.forEach(span -> span.causes()
                .forEach(cause ->
                        effects.computeIfAbsent(cause, _ -> new HashSet<>()).add(span)));
        return effects;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList().stream()
                    .flatMap(Seen::of)
                    .forEach(seen::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** @param causes the parent's id and those of linked spans */
    record Seen(
            String service, String trace, String id, String name, Map<String, String> tags, Collection<String> causes) {
        static Stream<Seen> of(ResourceSpans spans) {
            var service = tags(spans.getResource().getAttributesList()).getOrDefault("service.name", "");
            return spans.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(span -> new Seen(
                            service,
                            hex(span.getTraceId().toByteArray()),
                            hex(span.getSpanId().toByteArray()),
                            span.getName(),
                            tags(span.getAttributesList()),
                            causes(span)));
        }

        boolean isAbout(String message) {
            return tag("message_id").equals(message);
        }

        String tag(String key) {
            return tags.getOrDefault(key, "");
        }

        private static Set<String> causes(Span span) {
            return Stream.concat(
                            Stream.of(span.getParentSpanId()),
                            span.getLinksList().stream().map(Span.Link::getSpanId))
                    .map(id -> hex(id.toByteArray()))
                    .collect(Collectors.toSet());
        }

        private static Map<String, String> tags(List<KeyValue> attributes) {
            return attributes.stream()
                    .collect(Collectors.toMap(
                            KeyValue::getKey, tag -> tag.getValue().getStringValue()));
        }

        private static String hex(byte[] id) {
            return HexFormat.of().formatHex(id);
        }
    }
}
