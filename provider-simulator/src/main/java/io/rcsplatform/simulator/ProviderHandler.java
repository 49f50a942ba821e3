package io.rcsplatform.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells the contracts apart by their paths, and puts answers on the wire. */
final class ProviderHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final AsciiString JSON = AsciiString.cached("application/json");
    static final AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");
    private static final AsciiString ONE_SECOND = AsciiString.cached("1");
    private static final HttpResponseStatus[] STATUSES = new HttpResponseStatus[600];

    private final HubWire hub;
    private final GatewayWire gateway;
    private final RbmWire rbm;
    private final ControlApi control;

    ProviderHandler(HubWire hub, GatewayWire gateway, RbmWire rbm, ControlApi control) {
        this.hub = hub;
        this.gateway = gateway;
        this.rbm = rbm;
        this.control = control;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        var target = request.uri();
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (target.startsWith("/_sim/")) {
            control.handle(request, answer -> context.executor().execute(() -> write(context, keepAlive, answer)));
        } else if (!request.method().equals(HttpMethod.POST)) {
            write(context, keepAlive, Answer.json(405, "{\"error\":{\"code\":405,\"message\":\"POST only\"}}"));
        } else if (target.startsWith(HubWire.PATH)) {
            respond(context, keepAlive, hub.submit(request));
        } else if (target.startsWith(GatewayWire.PATH)) {
            respond(context, keepAlive, gateway.submit(request));
        } else if (target.startsWith(RbmWire.PATH)) {
            respond(context, keepAlive, rbm.submit(request));
        } else if (target.equals(RbmWire.TOKEN_PATH)) {
            write(context, keepAlive, rbm.token(request));
        } else if (target.startsWith(HubWire.TOKEN_PATH)) {
            write(context, keepAlive, hub.token(request));
        } else {
            write(context, keepAlive, Answer.json(404, "{\"error\":{\"code\":404,\"message\":\"no such path\"}}"));
        }
    }

    /**
     * An answer ready for the wire.
     *
     * @param throttled whether to say how long to wait
     */
    record Answer(int status, AsciiString type, String body, boolean throttled) {
        static Answer json(int status, String body) {
            return new Answer(status, JSON, body, false);
        }

        static Answer text(int status, String body) {
            return new Answer(status, TEXT, body, false);
        }
    }

    /** @param answer null where there is none */
    record Response(Reply.Kind kind, int delayMs, @Nullable Answer answer) {
        static Response now(Answer answer) {
            return new Response(Reply.Kind.REJECTED, 0, answer);
        }
    }

    private static void respond(ChannelHandlerContext context, boolean keepAlive, Response response) {
        if (response.delayMs() > 0) {
            var _ = context.executor()
                    .schedule(
                            () -> respondNow(context, keepAlive, response), response.delayMs(), TimeUnit.MILLISECONDS);
        } else {
            respondNow(context, keepAlive, response);
        }
    }

    private static void respondNow(ChannelHandlerContext context, boolean keepAlive, Response response) {
        switch (response.kind()) {
            case HANG -> {}
            case RESET -> {
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                var _ = context.close();
            }
            default -> {
                if (response.answer() != null) {
                    write(context, keepAlive, response.answer());
                }
            }
        }
    }

    private static void write(ChannelHandlerContext context, boolean keepAlive, Answer answer) {
        ByteBuf body = Unpooled.wrappedBuffer(answer.body().getBytes(UTF_8));
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status(answer.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.type())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        if (answer.throttled()) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, ONE_SECOND);
        }
        if (keepAlive) {
            var _ = context.writeAndFlush(response, context.voidPromise());
        } else {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static HttpResponseStatus status(int code) {
        var status = STATUSES[code];
        if (status == null) {
            status = HttpResponseStatus.valueOf(code);
            STATUSES[code] = status;
        }
        return status;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
