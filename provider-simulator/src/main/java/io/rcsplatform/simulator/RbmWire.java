package io.rcsplatform.simulator;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.rcsplatform.simulator.ProviderHandler.Answer;
import io.rcsplatform.simulator.ProviderHandler.Response;
import io.rcsplatform.simulator.SubmissionLog.CallersChoice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Google RBM, with its token endpoint. Any service account will do, whatever key it signs with, but for an issuer that begins with {@code
 * wrong}. The caller chooses a message's id; a second message of the agent's under the same id is ignored, and answered as the first.
 */
final class RbmWire {
    static final String PATH = "/v1/phones/";
    static final String TOKEN_PATH = "/token";
    private static final String METHOD = "/agentMessages";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Submissions submissions;
    private final SubmissionLog log;
    private final Tokens tokens;

    RbmWire(Submissions submissions, SubmissionLog log, Tokens tokens) {
        this.submissions = submissions;
        this.log = log;
        this.tokens = tokens;
    }

    Answer token(FullHttpRequest request) {
        var form = new QueryStringDecoder(request.content().toString(StandardCharsets.US_ASCII), false).parameters();
        if (!GRANT.equals(first(form, "grant_type")) || !isAssertion(first(form, "assertion"))) {
            return Answer.json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT.\"}");
        }
        return Answer.json(
                200,
                "{\"access_token\":\"" + tokens.issue() + "\",\"expires_in\":" + tokens.lifetimeS()
                        + ",\"token_type\":\"Bearer\"}");
    }

    /** Signed RS256, by somebody, for the scope. */
    private static boolean isAssertion(@Nullable String assertion) {
        var parts = assertion == null ? new String[0] : assertion.split("\\.", -1);
        if (parts.length != 3 || parts[2].isEmpty()) {
            return false;
        }
        var claims = decoded(parts[1]);
        return decoded(parts[0]).contains("\"RS256\"")
                && claims.contains("\"iss\":\"")
                && !claims.contains("\"iss\":\"wrong")
                && claims.contains("/auth/rcsbusinessmessaging\"");
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    Response submit(FullHttpRequest request) {
        var target = new QueryStringDecoder(request.uri());
        var path = target.path();
        int end = path.indexOf('/', PATH.length());
        if (end < 0 || !path.substring(end).equals(METHOD)) {
            return Response.now(HubWire.error(404, "no such method", "NOT_FOUND"));
        }
        if (!tokens.accept(request.headers().get(HttpHeaderNames.AUTHORIZATION))) {
            return Response.now(
                    HubWire.error(401, "Request had invalid authentication credentials.", "UNAUTHENTICATED"));
        }
        var id = first(target.parameters(), "messageId");
        if (id == null || !UUID_FORM.matcher(id).matches()) {
            return Response.now(invalid("messageId must be a UUID"));
        }
        var agent = first(target.parameters(), "agentId");
        if (agent == null || agent.isBlank()) {
            return Response.now(invalid("agentId is missing"));
        }
        long phone = Phones.read(path, PATH.length(), end);
        if (phone < 0) {
            return Response.now(invalid("Invalid phone number"));
        }
        if (!HubWire.hasContent(request)) {
            return Response.now(invalid("contentMessage is missing"));
        }
        var choice = new CallersChoice(agent, UUID.fromString(id));
        var reply = submissions.submit(Contract.RBM, phone, choice);
        return new Response(reply.kind(), reply.delayMs(), answer(reply));
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        var values = parameters.get(name);
        return values == null ? null : values.getFirst();
    }

    private @Nullable Answer answer(Reply reply) {
        return switch (reply.kind()) {
            case ACCEPTED -> {
                var first = log.at(reply.position());
                yield Answer.json(
                        200,
                        "{\"name\":\"phones/+" + first.phone() + "/agentMessages/" + log.providerId(reply.position())
                                + "\",\"sendTime\":\"" + Instant.ofEpochMilli(first.at()) + "\"}");
            }
            case NOT_RCS -> HubWire.error(404, "Requested entity was not found.", "NOT_FOUND");
            case REJECTED -> invalid("Within suggested reply, the provided text exceeds the maximum allowed length.");
            case USER_CAP ->
                HubWire.error(
                        429,
                        "TOO_MANY_REQUESTS - You have reached the allowed traffic limit for this agent on the user, your"
                                + " message will not be delivered",
                        "RESOURCE_EXHAUSTED");
            case THROTTLED -> {
                var error = HubWire.error(429, "Quota exceeded.", "RESOURCE_EXHAUSTED");
                yield new Answer(429, error.type(), error.body(), true);
            }
            case UNAVAILABLE -> HubWire.error(503, "The service is currently unavailable.", "UNAVAILABLE");
            case ERROR -> HubWire.error(500, "Internal error encountered.", "INTERNAL");
            case HANG, RESET -> null;
        };
    }

    private static Answer invalid(String message) {
        return HubWire.error(400, message, "INVALID_ARGUMENT");
    }
}
