package io.rcsplatform.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One kept connection to whoever takes the callbacks, with at most one request under way. */
final class CallbackConnection extends SimpleChannelInboundHandler<HttpObject> {
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int ANSWER_TIMEOUT_MS = 15_000;

    private final URI base;
    private final String path;
    private final String host;
    private final Callbacks callbacks;
    private final long[] events = new long[CallbackBodies.MOST_IN_A_BATCH * 2];

    private @Nullable Channel channel;
    private int underWay;
    private long postedAt;
    private int status;
    private boolean kept;
    private boolean open;

    private CallbackConnection(URI base, Callbacks callbacks) {
        this.base = base;
        this.path = base.getRawPath().replaceAll("/+$", "") + "/callbacks/";
        this.host = base.getHost() + ":" + port(base);
        this.callbacks = callbacks;
    }

    private static int port(URI base) {
        return base.getPort() < 0 ? 80 : base.getPort();
    }

    static void open(EventLoop loop, URI base, Callbacks callbacks) {
        var connection = new CallbackConnection(base, callbacks);
        var _ = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(), connection);
                    }
                })
                .connect(base.getHost(), port(base))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        callbacks.notConnected();
                    }
                });
    }

    /** Pairs of event and time, for the one request. */
    long[] events() {
        return events;
    }

    boolean isTo(URI other) {
        return base.equals(other);
    }

    void closeIfOverdue(long now) {
        if (underWay > 0 && now - postedAt > ANSWER_TIMEOUT_MS) {
            close();
        }
    }

    void close() {
        if (channel != null) {
            var _ = channel.close();
        }
    }

    void post(Contract contract, String token, int count, CallbackBodies bodies) {
        if (channel == null) {
            throw new IllegalStateException("not connected");
        }
        underWay = count;
        var body = channel.alloc().buffer(256 + count * 320);
        String signature = null;
        switch (contract) {
            case HUB -> bodies.hub(body, events[0], events[1]);
            case RBM -> signature = bodies.rbm().write(body, events[0], events[1]);
            case GATEWAY, SMS -> bodies.gateway(body, events, count);
        }
        var head = channel.alloc().buffer(384);
        ByteBufUtil.writeAscii(head, "POST ");
        ByteBufUtil.writeAscii(head, path);
        ByteBufUtil.writeAscii(head, contract.provider());
        head.writeByte('/');
        ByteBufUtil.writeAscii(head, token);
        ByteBufUtil.writeAscii(head, " HTTP/1.1\r\nHost: ");
        ByteBufUtil.writeAscii(head, host);
        ByteBufUtil.writeAscii(
                head,
                contract == Contract.HUB || contract == Contract.RBM
                        ? "\r\nContent-Type: application/json\r\nContent-Length: "
                        : "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ");
        head.writeCharSequence(Integer.toString(body.readableBytes()), US_ASCII);
        if (signature != null) {
            ByteBufUtil.writeAscii(head, "\r\nX-Goog-Signature: ");
            ByteBufUtil.writeAscii(head, signature);
        }
        ByteBufUtil.writeAscii(head, "\r\n\r\n");
        var _ = channel.write(head, channel.voidPromise());
        var _ = channel.writeAndFlush(body, channel.voidPromise());
        postedAt = System.currentTimeMillis();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        open = true;
        callbacks.connected(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpResponse response) {
            status = response.status().code();
            kept = HttpUtil.isKeepAlive(response);
        }
        if (part instanceof LastHttpContent) {
            answered();
        }
    }

    private void answered() {
        int count = underWay;
        underWay = 0;
        boolean taken = status == 200;
        if (kept) {
            callbacks.posted(this, count, taken);
        } else {
            callbacks.ended(this, count, taken);
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!open) {
            return;
        }
        open = false;
        callbacks.closed(this);
        if (underWay > 0) {
            int count = underWay;
            underWay = 0;
            callbacks.ended(this, count, false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
