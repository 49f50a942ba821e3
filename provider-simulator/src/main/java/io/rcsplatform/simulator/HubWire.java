package io.rcsplatform.simulator;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.rcsplatform.simulator.ProviderHandler.Answer;
import io.rcsplatform.simulator.ProviderHandler.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The RBM hub in its Google style, with its token endpoint. Any client and any bot will do, but there must be one. */
final class HubWire {
    static final String PATH = "/rcs/v1/phones/";
    static final String TOKEN_PATH = "/auth/oauth/token";
    private static final String METHOD = "/agentMessages/async";

    private final Submissions submissions;
    private final SubmissionLog log;
    private final Tokens tokens;

    HubWire(Submissions submissions, SubmissionLog log, Tokens tokens) {
        this.submissions = submissions;
        this.log = log;
        this.tokens = tokens;
    }

    Answer token(FullHttpRequest request) {
        var authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (!request.uri().contains("grant_type=client_credentials") || !isBasic(authorization)) {
            return error(401, "This request is unauthorized.", "Unauthorized");
        }
        return Answer.json(
                200,
                "{\"access_token\":\"" + tokens.issue()
                        + "\",\"token_type\":\"bearer\",\"expires_in\":" + tokens.lifetimeS()
                        + ",\"scope\":\"Chatbot-message google\"}");
    }

    private static boolean isBasic(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return false;
        }
        try {
            var pair = new String(
                    Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon > 0 && colon < pair.length() - 1 && !pair.endsWith(":wrong");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    Response submit(FullHttpRequest request) {
        var target = request.uri();
        int end = target.indexOf('/', PATH.length());
        if (end < 0 || !target.startsWith(METHOD, end)) {
            return Response.now(error(404, "no such method", "NOT_FOUND"));
        }
        if (!tokens.accept(request.headers().get(HttpHeaderNames.AUTHORIZATION))) {
            return Response.now(error(401, "This request is unauthorized.", "Unauthorized"));
        }
        if (!target.contains("botId=")) {
            return Response.now(error(400, "botId is missing", "INVALID_ARGUMENT"));
        }
        long phone = Phones.read(target, PATH.length(), end);
        if (phone < 0) {
            return Response.now(error(400, "invalid phone", "INVALID_ARGUMENT"));
        }
        if (!hasContent(request)) {
            return Response.now(error(400, "contentMessage is missing", "INVALID_ARGUMENT"));
        }
        var reply = submissions.submit(Contract.HUB, phone);
        return new Response(reply.kind(), reply.delayMs(), answer(reply, phone));
    }

    static boolean hasContent(FullHttpRequest request) {
        var body = request.content();
        return body.isReadable()
                && body.getByte(body.readerIndex()) == '{'
                && body.toString(StandardCharsets.ISO_8859_1).contains("\"contentMessage\"");
    }

    private @Nullable Answer answer(Reply reply, long phone) {
        return switch (reply.kind()) {
            case ACCEPTED ->
                Answer.json(
                        200,
                        "{\"name\":\"phones/+" + phone + "/agentMessages/" + log.providerId(reply.position())
                                + "\",\"sendTime\":\"" + Instant.now() + "\"}");
            case NOT_RCS -> error(404, "rcs_disabled", "NOT_FOUND");
            case REJECTED -> error(400, "the provided text exceeds the maximum allowed length.", "INVALID_ARGUMENT");
            case USER_CAP ->
                error(
                        429,
                        "TOO_MANY_REQUESTS - You have reached the allowed traffic limit for this agent on the user, your"
                                + " message will not be delivered",
                        "RESOURCE_EXHAUSTED");
            case THROTTLED -> {
                var error = error(429, "rate_limit", "RESOURCE_EXHAUSTED");
                yield new Answer(429, error.type(), error.body(), true);
            }
            case UNAVAILABLE -> error(503, "unavailable", "UNAVAILABLE");
            case ERROR -> error(500, "internal_server_error", "INTERNAL");
            case HANG, RESET -> null;
        };
    }

    static Answer error(int status, String message, String name) {
        return Answer.json(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"" + name + "\"}}");
    }
}
