package io.rcsplatform.simulator;

import io.netty.handler.codec.http.FullHttpRequest;
import io.rcsplatform.simulator.ProviderHandler.Answer;
import io.rcsplatform.simulator.ProviderHandler.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The enterprise gateway. A message that is a JSON object is RCS, any other is SMS. Any user will do, with any password but an empty
 * one and {@code wrong}.
 */
final class GatewayWire {
    static final String PATH = "/GatewayAPI/rest";

    private final Submissions submissions;
    private final SubmissionLog log;

    GatewayWire(Submissions submissions, SubmissionLog log) {
        this.submissions = submissions;
        this.log = log;
    }

    Response submit(FullHttpRequest request) {
        var form = request.content().toString(StandardCharsets.ISO_8859_1);
        boolean json = "json".equalsIgnoreCase(field(form, "format"));
        if (!"SendMessage".equals(field(form, "method"))) {
            return Response.now(error(json, "106", "The method is not supported."));
        }
        var password = field(form, "password");
        if (isEmpty(field(form, "userid")) || isEmpty(password) || "wrong".equals(password)) {
            return Response.now(error(json, "102", "Authentication failed due to invalid userId or password."));
        }
        var message = field(form, "msg");
        if (message == null || message.isEmpty()) {
            return Response.now(error(json, "101", "The parameter \\\"msg\\\" is missing."));
        }
        var to = field(form, "send_to");
        long phone = to == null ? -1 : Phones.read(to, 0, to.length());
        if (phone < 0) {
            return Response.now(error(json, "105", "The phone number is not valid."));
        }
        var contract = message.startsWith("%7B") || message.startsWith("{") ? Contract.GATEWAY : Contract.SMS;
        var reply = submissions.submit(contract, phone);
        return new Response(reply.kind(), reply.delayMs(), answer(reply, contract, phone, json));
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    /** The raw value of a field; null where there is none. */
    private static @Nullable String field(String form, String name) {
        for (int at = form.indexOf(name); at >= 0; at = form.indexOf(name, at + 1)) {
            int value = at + name.length() + 1;
            if ((at == 0 || form.charAt(at - 1) == '&') && value <= form.length() && form.charAt(value - 1) == '=') {
                int end = form.indexOf('&', value);
                return form.substring(value, end < 0 ? form.length() : end);
            }
        }
        return null;
    }

    private @Nullable Answer answer(Reply reply, Contract contract, long phone, boolean json) {
        return switch (reply.kind()) {
            case ACCEPTED -> accepted(json, log.providerId(reply.position()), phone);
            case NOT_RCS ->
                error(json, "330", "Number is RCS disabled or Bot is not launched with the number's provider");
            case REJECTED ->
                contract.isSms()
                        ? error(json, "105", "The phone number is not valid.")
                        : error(json, "331", "Template code with bot doesn't exist");
            case USER_CAP ->
                Answer.text(
                        429,
                        "You have reached the allowed traffic limit for this agent on the user, your message will not be"
                                + " delivered");
            case THROTTLED -> new Answer(429, ProviderHandler.TEXT, "Too many requests", true);
            case UNAVAILABLE -> Answer.text(503, "Service unavailable");
            case ERROR -> Answer.text(500, "Internal server error");
            case HANG, RESET -> null;
        };
    }

    private static Answer accepted(boolean json, String id, long phone) {
        return json
                ? Answer.json(
                        200,
                        "{\"response\":{\"id\":\"" + id + "\",\"phone\":\"" + phone
                                + "\",\"details\":\"\",\"status\":\"success\"}}")
                : Answer.text(200, "success | " + phone + " | " + id);
    }

    private static Answer error(boolean json, String code, String details) {
        return json
                ? Answer.json(
                        200,
                        "{\"response\":{\"id\":\"" + code + "\",\"phone\":\"\",\"details\":\"" + details
                                + "\",\"status\":\"error\"}}")
                : Answer.text(200, "error | " + code + " | " + details.replace("\\", ""));
    }
}
