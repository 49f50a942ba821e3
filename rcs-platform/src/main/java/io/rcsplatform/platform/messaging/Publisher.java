package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.platform.json.EventJson;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.support.AmqpHeaders;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Publishes to a destination and knows whether it worked: the broker has taken the event, on disk, into the queue of every consumer.
 * At least once: what failed may have arrived all the same.
 */
public final class Publisher {
    /** Each unconfirmed publish holds a channel, and a connection has about two thousand. */
    private static final int MAX_UNCONFIRMED = 100;

    private final StreamBridge bridge;
    private final EventJson json;
    private final Topology topology;
    private final Duration confirmTimeout;
    private final Semaphore unconfirmed = new Semaphore(MAX_UNCONFIRMED);

    Publisher(StreamBridge bridge, EventJson json, Topology topology, Duration confirmTimeout) {
        this.bridge = bridge;
        this.json = json;
        this.topology = topology;
        this.confirmTimeout = confirmTimeout;
    }

    /**
     * Waits until the broker has confirmed.
     *
     * @throws PublishFailed when it did not, or had no queue for the event
     */
    public void publish(Destination destination, Event event) {
        var outgoing = Outgoing.of(destination, event, json);
        await(send(outgoing), outgoing);
    }

    /**
     * As {@link #publish}, with confirms that overlap: the future fails with {@link PublishFailed}. Blocks only while very many
     * publishes are unconfirmed.
     */
    public CompletableFuture<Void> publishAsync(Destination destination, Event event) {
        return send(Outgoing.of(destination, event, json));
    }

    CompletableFuture<Void> send(Outgoing event) {
        unconfirmed.acquireUninterruptibly();
        var confirm = new CorrelationData(event.id().toString());
        try {
            bridge.send(event.destination().address(), message(event, confirm));
        } catch (RuntimeException e) {
            unconfirmed.release();
            return CompletableFuture.failedFuture(PublishFailed.unreachable(event, e));
        }
        return confirm.getFuture()
                .orTimeout(confirmTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    unconfirmed.release();
                    return settle(event, confirm, answer, failure);
                });
    }

    private @Nullable Void settle(
            Outgoing event,
            CorrelationData confirm,
            CorrelationData.@Nullable Confirm answer,
            @Nullable Throwable failure) {
        if (answer == null) {
            throw PublishFailed.unconfirmed(event, failure);
        }
        if (!answer.ack()) {
            throw PublishFailed.refused(event, "the broker refused it: " + answer.reason());
        }
        var returned = confirm.getReturned();
        if (returned != null) {
            topology.restore();
            throw PublishFailed.refused(event, "no queue is bound: " + returned.getReplyText());
        }
        return null;
    }

    private static Message<byte[]> message(Outgoing event, CorrelationData confirm) {
        var message = MessageBuilder.withPayload(event.payload())
                .setHeader(MessageHeaders.CONTENT_TYPE, "application/json")
                .setHeader(EventHeaders.EVENT_ID, event.id().toString())
                .setHeader(EventHeaders.EVENT_TYPE, event.type())
                .setHeader(EventHeaders.PUBLISHED_AT, System.currentTimeMillis())
                .setHeader(AmqpHeaders.PUBLISH_CONFIRM_CORRELATION, confirm);
        if (event.tenant() != null) {
            message.setHeader(EventHeaders.TENANT_ID, event.tenant().toString());
        }
        return message.build();
    }

    private static void await(CompletableFuture<Void> published, Outgoing event) {
        try {
            published.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PublishFailed.interrupted(event, e);
        } catch (ExecutionException e) {
            throw PublishFailed.of(event, e);
        }
    }
}
