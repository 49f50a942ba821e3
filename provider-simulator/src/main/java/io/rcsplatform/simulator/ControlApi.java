package io.rcsplatform.simulator;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.rcsplatform.simulator.InboundMessages.Message;
import io.rcsplatform.simulator.ProviderHandler.Answer;
import io.rcsplatform.simulator.SubmissionLog.Count;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What tests, the demo and the benchmark ask and tell the simulator, under {@code /_sim}. Questions are answered off the event loop;
 * orders are carried out on it.
 */
final class ControlApi {
    private static final int MOST_LISTED = 10_000;
    private static final int MOST_POSITIONS = 1_000;

    private final Simulation simulation;
    private final Executor loop;
    private final Executor background;
    private final ConcurrentSkipListMap<Long, Counters.Snapshot> positions = new ConcurrentSkipListMap<>();

    ControlApi(Simulation simulation, Executor loop, Executor background) {
        this.simulation = simulation;
        this.loop = loop;
        this.background = background;
    }

    /** What this API works on. */
    interface Simulation {
        SimulatorSettings settings();

        void change(SimulatorSettings settings);

        SubmissionLog log();

        Counters counters();

        long pendingCallbacks();

        String inbound(Message message);

        void revokeTokens();
    }

    /** Jackson takes longer to load than the rest of the simulator to start, so it is loaded when it is needed. */
    private static final class Json {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    void handle(FullHttpRequest request, Consumer<Answer> answer) {
        var target = new QueryStringDecoder(request.uri());
        var body = request.content().toString(StandardCharsets.UTF_8);
        var call = request.method().name() + " " + target.path();
        switch (call) {
            case "GET /_sim/health" -> answer.accept(Answer.json(200, "{\"status\":\"UP\"}"));
            case "GET /_sim/metrics" -> answer.accept(Answer.text(200, metrics()));
            case "GET /_sim/log/position" -> answer.accept(Answer.json(200, "{\"position\":" + position() + "}"));
            case "GET /_sim/report" -> answered(answer, background, () -> report(number(target, "since", 0)));
            case "GET /_sim/record" -> answered(answer, background, () -> record(target));
            case "GET /_sim/submissions" -> answered(answer, background, () -> submissions(target));
            case "GET /_sim/behaviours" -> answered(answer, background, ControlApi::behaviours);
            case "GET /_sim/config" -> answered(answer, background, simulation::settings);
            case "PUT /_sim/config" -> answered(answer, loop, () -> configure(body));
            case "POST /_sim/inbound" -> answered(answer, loop, () -> inbound(body));
            case "POST /_sim/tokens/revoke" ->
                answered(answer, loop, () -> {
                    simulation.revokeTokens();
                    return Map.of("revoked", true);
                });
            default ->
                answer.accept(Answer.json(
                        request.method().equals(HttpMethod.GET) ? 404 : 405, "{\"error\":\"there is no such call\"}"));
        }
    }

    private static void answered(Consumer<Answer> answer, Executor executor, Supplier<Object> call) {
        executor.execute(() -> {
            Answer made;
            try {
                made = Answer.json(200, Json.MAPPER.writeValueAsString(call.get()));
            } catch (IllegalArgumentException | JacksonException e) {
                made = Answer.json(400, Json.MAPPER.writeValueAsString(Map.of("error", reason(e))));
            }
            answer.accept(made);
        });
    }

    private static String reason(RuntimeException e) {
        var cause = e.getCause();
        var message = e instanceof JacksonException && cause instanceof IllegalArgumentException
                ? cause.getMessage()
                : e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** Remembers the counters too, so that a report since here leaves out what was before. */
    private long position() {
        long position = simulation.log().size();
        positions.put(position, simulation.counters().snapshot());
        while (positions.size() > MOST_POSITIONS) {
            positions.pollFirstEntry();
        }
        return position;
    }

    private Object report(long since) {
        long from = Math.min(Math.max(since, 0), simulation.log().size());
        var rcs = simulation.log().count(false, from);
        var sms = simulation.log().count(true, from);
        var counters = simulation.counters().snapshot().minus(positions.getOrDefault(from, Counters.Snapshot.ZERO));
        var report = new LinkedHashMap<String, Object>();
        report.put("since", from);
        report.put("position", simulation.log().size());
        report.put("accepted", byChannel(rcs, sms, Count::accepted));
        report.put("recipients", byChannel(rcs, sms, Count::distinct));
        report.put("duplicates", byChannel(rcs, sms, Count::duplicates));
        report.put("requests", counters.requests());
        report.put("rejected", counters.rejected());
        report.put("repeated", counters.repeated());
        report.put(
                "callbacks",
                Map.of(
                        "posted", counters.callbacksPosted(),
                        "pending", simulation.pendingCallbacks(),
                        "failed", counters.callbacksFailed()));
        report.put("told", Map.of("delivered", counters.toldDelivered(), "read", counters.toldRead()));
        return report;
    }

    private Object record(QueryStringDecoder target) {
        var contract = Contract.named(parameter(target, "contract"));
        var count = simulation.log().count(contract, instant(target, "from"), instant(target, "until"));
        var record = new LinkedHashMap<String, Object>();
        record.put("accepted", count.accepted());
        record.put("accepted_again", count.duplicates());
        return record;
    }

    private static long instant(QueryStringDecoder target, String name) {
        try {
            return Instant.parse(parameter(target, name)).toEpochMilli();
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException(name + ": must be an instant in RFC 3339");
        }
    }

    private static String parameter(QueryStringDecoder target, String name) {
        var values = target.parameters().get(name);
        if (values == null) {
            throw new IllegalArgumentException(name + ": is missing");
        }
        return values.getFirst();
    }

    private static Map<String, Long> byChannel(Count rcs, Count sms, Function<Count, Long> figure) {
        var figures = new LinkedHashMap<String, Long>();
        figures.put("rcs", figure.apply(rcs));
        figures.put("sms", figure.apply(sms));
        return figures;
    }

    private Object submissions(QueryStringDecoder target) {
        var log = simulation.log();
        long end = log.size();
        long limit = Math.clamp(number(target, "limit", 100), 0, MOST_LISTED);
        long phone = number(target, "phone", -1);
        var found = new ArrayList<Map<String, Object>>();
        long position = Math.max(number(target, "since", 0), 0);
        for (; position < end && found.size() < limit; position++) {
            if (phone < 0 || log.phone(position) == phone) {
                found.add(submission(log, position));
            }
        }
        return Map.of("data", found, "has_more", position < end, "next", position);
    }

    private static Map<String, Object> submission(SubmissionLog log, long position) {
        var submission = log.at(position);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("position", position);
        shown.put("contract", submission.contract().wireName());
        shown.put("channel", submission.contract().channel());
        shown.put("phone", "+" + submission.phone());
        shown.put("provider_message_id", log.providerId(position));
        shown.put("at", Instant.ofEpochMilli(submission.at()).toString());
        shown.put("repetitions", log.repetitions(position));
        return shown;
    }

    private static long number(QueryStringDecoder target, String name, long otherwise) {
        var values = target.parameters().get(name);
        if (values == null || values.getFirst().isBlank()) {
            return otherwise;
        }
        var text = values.getFirst().strip();
        try {
            return Long.parseLong(text.startsWith("+") ? text.substring(1) : text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(name + ": must be a number");
        }
    }

    private static Object behaviours() {
        return Map.of(
                "ranges",
                Behaviour.ALL.stream()
                        .map(behaviour -> Map.of(
                                "range", behaviour.range(), "name", behaviour.name(), "meaning", behaviour.meaning()))
                        .toList());
    }

    /** Changes what is named and leaves the rest. */
    private Object configure(String body) {
        ObjectNode settings = Json.MAPPER.valueToTree(simulation.settings());
        if (!(Json.MAPPER.readTree(body) instanceof ObjectNode changes)) {
            throw new IllegalArgumentException("the settings are a JSON object");
        }
        var unknown = changes.propertyNames().stream()
                .filter(name -> !settings.has(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no settings " + unknown + "; there are " + List.copyOf(settings.propertyNames()));
        }
        settings.setAll(changes);
        simulation.change(Json.MAPPER.treeToValue(settings, SimulatorSettings.class));
        return simulation.settings();
    }

    private Object inbound(String body) {
        var order = Json.MAPPER.readTree(body);
        var from = text(order, "from");
        long phone = Phones.read(from, 0, from.length());
        if (phone < 0) {
            throw new IllegalArgumentException("from: must be a phone number in E.164");
        }
        if (simulation.settings().callbackBase() == null) {
            throw new IllegalArgumentException("there is no callback_base to send it to");
        }
        var message = new Message(
                Contract.named(order.has("contract") ? text(order, "contract") : "hub"),
                phone,
                text(order, "text"),
                order.has("postback") ? text(order, "postback") : null,
                order.has("agent") ? text(order, "agent") : null);
        return Map.of("provider_message_id", simulation.inbound(message));
    }

    private static String text(JsonNode order, String name) {
        var value = order.get(name);
        if (value == null || !value.isString()) {
            throw new IllegalArgumentException(name + ": must be a text");
        }
        return value.asString();
    }

    private String metrics() {
        var counters = simulation.counters();
        var text = new StringBuilder();
        metric(text, "sim_requests_total", "Submissions received", "counter", counters.requests.sum());
        metric(text, "sim_rejected_total", "Submissions not accepted", "counter", counters.rejected.sum());
        metric(
                text,
                "sim_repeated_total",
                "Submissions ignored, since their id was accepted before",
                "counter",
                counters.repeated.sum());
        metric(
                text,
                "sim_accepted_total",
                "Submissions accepted",
                "counter",
                simulation.log().size());
        metric(text, "sim_callbacks_posted_total", "Callback events taken with 200", "counter", counters.posted.sum());
        metric(text, "sim_callbacks_retried_total", "Callback events posted again", "counter", counters.retried.sum());
        metric(text, "sim_callbacks_failed_total", "Callback events given up", "counter", counters.failed.sum());
        metric(text, "sim_callbacks_pending", "Callback events planned or due", "gauge", simulation.pendingCallbacks());
        return text.toString();
    }

    private static void metric(StringBuilder text, String name, String help, String type, long value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append(name).append(' ').append(value).append('\n');
    }
}
