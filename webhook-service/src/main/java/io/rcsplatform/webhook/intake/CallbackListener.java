package io.rcsplatform.webhook.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.Channel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.rcsplatform.platform.web.RequestIds;
import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.webhook.intake.TakeCallback.Admission;
import io.rcsplatform.webhook.intake.Taken.Answered;
import io.rcsplatform.webhook.intake.Taken.Refused;
import io.rcsplatform.webhook.intake.Taken.Stored;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * A port for callbacks and nothing else: what providers reach without the gateway. Nobody waits on a thread here, which takes a good part
 * off what a callback costs through the web stack.
 */
public final class CallbackListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CallbackListener.class);

    /** Between two requests of a connection. */
    private static final Duration IDLE = Duration.ofSeconds(75);

    /** From a request's first byte to its last. */
    private static final Duration REQUEST = Duration.ofSeconds(20);

    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final int HEAD_BYTES = 16 * 1024;

    private final String address;
    private final int port;
    private final int mostConnections;
    private final TakeCallback taking;
    private final Refusals refusals;
    private final AtomicInteger connections = new AtomicInteger();
    private @Nullable DisposableServer server;
    private @Nullable LoopResources loops;

    CallbackListener(String address, int port, int mostConnections, TakeCallback taking, Refusals refusals) {
        this.address = address;
        this.port = port;
        this.mostConnections = mostConnections;
        this.taking = taking;
        this.refusals = refusals;
    }

    /** @throws IllegalStateException where the port cannot be listened on */
    @Override
    public synchronized void start() {
        var threads = LoopResources.create("callbacks-in", Runtime.getRuntime().availableProcessors(), true);
        loops = threads;
        try {
            server = HttpServer.create()
                    .host(address)
                    .port(port)
                    .runOn(threads)
                    .channelGroup(new DefaultChannelGroup(GlobalEventExecutor.INSTANCE))
                    .doOnChannelInit((_, channel, _) -> admit(channel))
                    .idleTimeout(IDLE)
                    .requestTimeout(REQUEST)
                    .httpRequestDecoder(
                            decoder -> decoder.maxInitialLineLength(HEAD_BYTES).maxHeaderSize(HEAD_BYTES))
                    .handle(this::serve)
                    .bindNow();
        } catch (ChannelBindException e) {
            throw new IllegalStateException(
                    "rcs.webhook.callback-port: " + address + ":" + port + " cannot be listened on", e);
        }
        log.info("Callbacks are taken on port {}", port());
    }

    /** Answers what it has begun to read. */
    @Override
    public synchronized void stop() {
        if (server != null && loops != null) {
            try {
                server.disposeNow(DRAIN);
            } catch (IllegalStateException e) {
                log.warn("Callbacks are left without an answer, and their senders will come again: {}", e.getMessage());
            }
            loops.dispose();
        }
        server = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** With the web server: the threads that store start before it and stop after it. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE;
    }

    /** The one that it listens on. */
    public synchronized int port() {
        return server == null ? port : server.port();
    }

    private void admit(Channel channel) {
        if (connections.incrementAndGet() > mostConnections) {
            var _ = channel.close();
        }
        var _ = channel.closeFuture().addListener(_ -> connections.decrementAndGet());
    }

    private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return switch (taking.admit(request.method().name(), path(request), expectedLength(request))) {
            case Admission.No(var why) -> refuse(why, request, response.keepAlive(false));
            case Admission.Yes admission ->
                body(request)
                        .flatMap(body -> Mono.fromFuture(taking.take(admission, callback(request, body)), true))
                        .flatMap(taken -> answer(taken, request, response))
                        .doFinally(_ -> admission.room().close());
        };
    }

    private Mono<byte[]> body(HttpServerRequest request) {
        return request.receive()
                .collect(() -> new Body(taking.maxBody() + 1), Body::add)
                .map(Body::bytes);
    }

    private CallbackRequest callback(HttpServerRequest request, byte[] body) {
        var uri = request.uri();
        int question = uri.indexOf('?');
        return Callbacks.of(
                request.method().name(),
                request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE),
                question < 0 ? null : uri.substring(question + 1),
                request.requestHeaders(),
                body,
                taking.now());
    }

    private Mono<Void> answer(Taken taken, HttpServerRequest request, HttpServerResponse response) {
        return switch (taken) {
            case Stored _ -> response.send();
            case Answered(var text) ->
                response.header(HttpHeaderNames.CONTENT_TYPE, "text/plain;charset=UTF-8")
                        .header("X-Content-Type-Options", "nosniff")
                        .sendByteArray(Mono.just(text.getBytes(UTF_8)))
                        .then();
            case Refused(var why) -> refuse(why, request, response);
        };
    }

    private Mono<Void> refuse(CallbackRefusal why, HttpServerRequest request, HttpServerResponse response) {
        var refusal = refusals.of(why, request.requestHeaders().get(RequestIds.HEADER));
        response.status(refusal.status());
        refusal.headers().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response.sendByteArray(Mono.just(refusal.body())).then();
    }

    private long expectedLength(HttpServerRequest request) {
        var headers = request.requestHeaders();
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return taking.maxBody();
        }
        var length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length); // the decoder lets only numbers through
    }

    private static String path(HttpServerRequest request) {
        var uri = request.uri();
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }
}
