package io.rcsplatform.simulator;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Plans each accepted submission's callbacks and posts them when they are due, over kept connections. A callback that is not answered
 * 200 is posted again, later and later; as long as nobody listens, none is lost. Everything here happens on one event loop.
 */
final class Callbacks {
    private static final int SENT_DELAY_MS = 20;
    private static final int REPLY_DELAY_MS = 300;
    private static final int MOST_ATTEMPTS = 40;
    private static final int FIRST_BACKOFF_MS = 250;
    private static final int LONGEST_BACKOFF_MS = 10_000;
    private static final int LONGEST_CONNECT_BACKOFF_MS = 1_000;

    private final EventLoop loop;
    private final Supplier<SimulatorSettings> settings;
    private final Map<Contract, String> tokens;
    private final CallbackBodies bodies;
    private final Counters counters;
    private final SplittableRandom random;
    private final int mostConnections;
    private final TimerWheel wheel;
    private final AtomicLong pending = new AtomicLong();
    private final CallbackQueue[] due = queues();
    private final CallbackQueue[] replies = queues();
    private final BitSet toldDelivered = new BitSet();
    private final BitSet toldRead = new BitSet();
    private final Deque<CallbackConnection> idle = new ArrayDeque<>();
    private final Set<CallbackConnection> open = new HashSet<>();

    private int connecting;
    private long connectAfter;
    private int connectFailures;

    Callbacks(
            EventLoop loop,
            Supplier<SimulatorSettings> settings,
            Map<Contract, String> tokens,
            CallbackBodies bodies,
            Counters counters,
            SplittableRandom random,
            int mostConnections) {
        this.loop = loop;
        this.settings = settings;
        this.tokens = new EnumMap<>(tokens);
        this.bodies = bodies;
        this.counters = counters;
        this.random = random;
        this.mostConnections = mostConnections;
        this.wheel = new TimerWheel(System.currentTimeMillis());
    }

    private static CallbackQueue[] queues() {
        var queues = new CallbackQueue[Contract.COUNT];
        Arrays.setAll(queues, _ -> new CallbackQueue());
        return queues;
    }

    void start() {
        var _ = loop.scheduleWithFixedDelay(this::tick, TimerWheel.TICK_MS, TimerWheel.TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Events that are planned, due or under way. */
    long pending() {
        return pending.get();
    }

    /** @param answered when the submission is answered */
    void accepted(
            long position, Contract contract, Conduct conduct, boolean doubled, boolean reordered, long answered) {
        var now = settings.get();
        if (now.callbackBase() == null) {
            return;
        }
        var plan = new Plan(position, contract, doubled || conduct == Conduct.DOUBLED);
        long sent = answered + SENT_DELAY_MS;
        long delivered = Math.max(answered + spread(now.deliveredDelayMs()), sent + 1);
        long read = delivered + Math.max(spread(now.readDelayMs()), 1);
        switch (conduct) {
            case SILENT -> {}
            case FAILED -> {
                plan.sent(sent, sent);
                plan.add(CallbackKind.FAILED, delivered, delivered);
            }
            case EXPIRED -> {
                plan.sent(sent, sent);
                plan.add(CallbackKind.EXPIRED, delivered, delivered);
            }
            case DELIVERED -> {
                plan.sent(sent, sent);
                plan.add(CallbackKind.DELIVERED, delivered, delivered);
            }
            case STOP -> {
                plan.inOrder(sent, delivered, 0);
                plan.add(CallbackKind.STOP, delivered + REPLY_DELAY_MS, delivered + REPLY_DELAY_MS);
                if (contract == Contract.RBM) {
                    plan.add(CallbackKind.UNSUBSCRIBE, delivered + REPLY_DELAY_MS, delivered + REPLY_DELAY_MS);
                }
            }
            case REPLY, TAP -> {
                plan.inOrder(sent, delivered, read);
                plan.add(
                        conduct == Conduct.TAP ? CallbackKind.TAP : CallbackKind.TEXT,
                        read + REPLY_DELAY_MS,
                        read + REPLY_DELAY_MS);
            }
            case REORDERED -> plan.reordered(sent, delivered, read);
            case EARLY -> plan.atOnce(answered);
            default -> {
                long whenRead = random.nextDouble() < now.readRate() ? read : 0;
                if (reordered) {
                    plan.reordered(sent, delivered, whenRead);
                } else {
                    plan.inOrder(sent, delivered, whenRead);
                }
            }
        }
    }

    /** One submission's callbacks; a time of 0 is for what does not happen. */
    private final class Plan {
        private final long position;
        private final Contract contract;
        private final boolean doubled;

        Plan(long position, Contract contract, boolean doubled) {
            this.position = position;
            this.contract = contract;
            this.doubled = doubled;
        }

        void inOrder(long sent, long delivered, long read) {
            sent(sent, sent);
            add(CallbackKind.DELIVERED, delivered, delivered);
            read(read, read);
        }

        void reordered(long sent, long delivered, long read) {
            long last = Math.max(delivered, read);
            read(read, last);
            add(CallbackKind.DELIVERED, delivered, last + 150);
            sent(sent, last + 300);
        }

        void atOnce(long answered) {
            long now = System.currentTimeMillis();
            sent(now, now);
            add(CallbackKind.DELIVERED, now, now);
            read(Math.min(now + 1, answered), now);
        }

        void sent(long at, long post) {
            if (contract.reportsSent()) {
                add(CallbackKind.SENT, at, post);
            }
        }

        void read(long at, long post) {
            if (!contract.isSms() && at > 0) {
                add(CallbackKind.READ, at, post);
            }
        }

        void add(CallbackKind kind, long at, long post) {
            plan(CallbackEvent.of(kind, position), at, post);
            if (doubled) {
                plan(CallbackEvent.of(kind, position), at, post + spread(200));
            }
        }
    }

    void inbound(long number) {
        long now = System.currentTimeMillis();
        plan(CallbackEvent.of(CallbackKind.INBOUND, number), now, now);
    }

    private void plan(long event, long at, long post) {
        pending.incrementAndGet();
        wheel.schedule(event, at, post);
    }

    private int spread(int average) {
        return average == 0 ? 0 : average / 2 + random.nextInt(average + 1);
    }

    private void tick() {
        long now = System.currentTimeMillis();
        wheel.advance(now, this::isDue);
        open.forEach(connection -> connection.closeIfOverdue(now));
        pump();
    }

    private void isDue(long event, long at) {
        int contract = bodies.contract(event).code();
        (CallbackBodies.isReceipt(event) ? due : replies)[contract].add(event, at);
    }

    private void pump() {
        while (hasDue()) {
            var connection = idle.pollLast();
            if (connection == null) {
                connect();
                break;
            }
            if (!post(connection)) {
                idle.addLast(connection);
                break;
            }
        }
    }

    private boolean hasDue() {
        for (int contract = 0; contract < due.length; contract++) {
            if (due[contract].size() + replies[contract].size() > 0) {
                return true;
            }
        }
        return false;
    }

    private void connect() {
        var base = settings.get().callbackBase();
        if (base == null || open.size() + connecting >= mostConnections || System.currentTimeMillis() < connectAfter) {
            return;
        }
        connecting++;
        CallbackConnection.open(loop, base, this);
    }

    void connected(CallbackConnection connection) {
        connecting--;
        connectFailures = 0;
        open.add(connection);
        idle.addLast(connection);
        pump();
    }

    void notConnected() {
        connecting--;
        connectFailures = Math.min(connectFailures + 1, 10);
        connectAfter = System.currentTimeMillis() + Math.min(50L << connectFailures, LONGEST_CONNECT_BACKOFF_MS);
    }

    void closed(CallbackConnection connection) {
        open.remove(connection);
        var _ = idle.remove(connection);
    }

    /** Replies first: a STOP that waits behind a million receipts would come late. */
    private boolean post(CallbackConnection connection) {
        if (settings.get().holdCallbacks()) {
            return false;
        }
        var base = settings.get().callbackBase();
        if (base == null || !connection.isTo(base)) {
            connection.close();
            return hasDue();
        }
        for (int contract = 0; contract < due.length; contract++) {
            if (post(connection, Contract.of(contract), replies[contract], 1)) {
                return true;
            }
        }
        int first = random.nextInt(due.length);
        for (int i = 0; i < due.length; i++) {
            var contract = Contract.of((first + i) % due.length);
            if (post(connection, contract, due[contract.code()], contract.mostInACallback())) {
                return true;
            }
        }
        return false;
    }

    private boolean post(CallbackConnection connection, Contract contract, CallbackQueue queue, int most) {
        if (queue.size() == 0) {
            return false;
        }
        int count = queue.take(connection.events(), most);
        connection.post(contract, tokens.getOrDefault(contract, ""), count, bodies);
        return true;
    }

    /** The connection is free for the next. */
    void posted(CallbackConnection connection, int count, boolean taken) {
        settle(connection.events(), count, taken);
        if (!post(connection)) {
            idle.addLast(connection);
        }
    }

    /** The connection will take no other. */
    void ended(CallbackConnection connection, int count, boolean taken) {
        settle(connection.events(), count, taken);
    }

    private void settle(long[] events, int count, boolean taken) {
        if (taken) {
            pending.addAndGet(-count);
            counters.posted.add(count);
            for (int i = 0; i < count; i++) {
                told(events[i * 2]);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            again(events[i * 2], events[i * 2 + 1]);
        }
    }

    /** Counts each message once, however often it is told of. */
    private void told(long event) {
        int message = (int) CallbackEvent.position(event);
        switch (CallbackEvent.kind(event)) {
            case DELIVERED -> count(toldDelivered, message, counters.toldDelivered);
            case READ -> {
                count(toldDelivered, message, counters.toldDelivered);
                count(toldRead, message, counters.toldRead);
            }
            case SENT, FAILED, EXPIRED, STOP, TEXT, TAP, INBOUND, UNSUBSCRIBE -> {}
        }
    }

    private static void count(BitSet told, int message, LongAdder counter) {
        if (!told.get(message)) {
            told.set(message);
            counter.increment();
        }
    }

    private void again(long event, long at) {
        int attempt = CallbackEvent.attempt(event) + 1;
        if (attempt >= MOST_ATTEMPTS) {
            pending.decrementAndGet();
            counters.failed.increment();
            return;
        }
        counters.retried.increment();
        long backoff = Math.min((long) FIRST_BACKOFF_MS << Math.min(attempt, 10), LONGEST_BACKOFF_MS);
        wheel.schedule(
                CallbackEvent.again(event), at, System.currentTimeMillis() + backoff / 2 + spread((int) backoff / 2));
    }
}
