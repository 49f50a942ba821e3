package io.rcsplatform.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.rcsplatform.simulator.InboundMessages.Message;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A running simulator: one thread that serves providers' contracts and posts their callbacks. */
final class Simulator implements ControlApi.Simulation, AutoCloseable {
    private static final int MOST_OF_A_REQUEST = 1024 * 1024;
    private static final int BACKLOG = 1024;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final long startedAt = System.currentTimeMillis();
    private final SubmissionLog log = new SubmissionLog(startedAt);
    private final InboundMessages inbound = new InboundMessages();
    private final Counters counters = new Counters();
    private final Callbacks callbacks;
    private final Tokens tokens;
    private final Channel server;
    private volatile SimulatorSettings settings;

    private Simulator(SimulatorConfig config) {
        settings = config.settings();
        EventLoop loop = group.next();
        var random = new SplittableRandom(startedAt);
        callbacks = new Callbacks(
                loop,
                this::settings,
                config.tokens(),
                new CallbackBodies(log, inbound, startedAt, config.rbmClientToken()),
                counters,
                random.split(),
                config.callbackConnections());
        var submissions = new Submissions(this::settings, log, callbacks, counters, random, config.mostPending());
        tokens = new Tokens(config.tokenLifetimeS());
        var hub = new HubWire(submissions, log, tokens);
        var rbm = new RbmWire(submissions, log, tokens);
        var gateway = new GatewayWire(submissions, log);
        var control = new ControlApi(this, loop, background);
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MOST_OF_A_REQUEST),
                                        new ProviderHandler(hub, gateway, rbm, control));
                    }
                })
                .bind(config.address(), config.port())
                .syncUninterruptibly()
                .channel();
        callbacks.start();
    }

    /** @throws RuntimeException when the address is taken */
    static Simulator start(SimulatorConfig config) {
        return new Simulator(config);
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public SimulatorSettings settings() {
        return settings;
    }

    @Override
    public void change(SimulatorSettings changed) {
        settings = changed;
    }

    @Override
    public SubmissionLog log() {
        return log;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public long pendingCallbacks() {
        return callbacks.pending();
    }

    @Override
    public String inbound(Message message) {
        long number = inbound.add(message);
        callbacks.inbound(number);
        return ProviderIds.inbound(message.contract(), startedAt, number * 2 + 1);
    }

    @Override
    public void revokeTokens() {
        tokens.revoke();
    }

    void awaitClose() {
        var _ = server.closeFuture().syncUninterruptibly();
    }

    @Override
    public void close() {
        var _ = server.close().syncUninterruptibly();
        background.shutdownNow();
        var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
