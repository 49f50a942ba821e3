package io.rcsplatform.platform.messaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Publishes a message straight to the queue of one consumer, so that no other consumer of its destination sees it, and knows whether
 * it worked. At least once: what failed may have arrived all the same.
 */
public class QueuePublisher {
    /** The exchange that every queue is bound to by its name. */
    private static final String DEFAULT_EXCHANGE = "";

    /** Each unconfirmed publish holds a channel. */
    private static final int MAX_UNCONFIRMED = 50;

    private final RabbitTemplate rabbit;
    private final Topology topology;
    private final MessagingProperties properties;
    private final Semaphore unconfirmed = new Semaphore(MAX_UNCONFIRMED);

    QueuePublisher(RabbitTemplate rabbit, Topology topology, MessagingProperties properties) {
        this.rabbit = rabbit;
        this.topology = topology;
        this.properties = properties;
    }

    /**
     * The future completes once the broker has the message on disk in that queue, and fails with {@link Unavailable} where it refused
     * it, has no such queue or does not answer. Blocks only while very many publishes are unconfirmed.
     */
    public CompletableFuture<Void> publishAsync(ConsumerQueue queue, Message message) {
        message.getMessageProperties().setHeader(EventHeaders.PUBLISHED_AT, System.currentTimeMillis());
        return send(queue.name(), message);
    }

    /** As {@link #publishAsync}, into the queue's dead-letter queue, waiting for the confirm. */
    void publishDead(ConsumerQueue queue, Message message) {
        try {
            send(queue.deadLetters(), message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(queue.deadLetters() + ": interrupted while waiting", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Unavailable failed
                    ? failed
                    : new Unavailable(queue.deadLetters() + ": not confirmed", e.getCause());
        }
    }

    private CompletableFuture<Void> send(String queue, Message message) {
        unconfirmed.acquireUninterruptibly();
        var confirm = new CorrelationData();
        try {
            rabbit.send(DEFAULT_EXCHANGE, properties.prefix() + queue, message, confirm);
        } catch (AmqpException e) {
            unconfirmed.release();
            return CompletableFuture.failedFuture(new Unavailable(queue + ": the broker cannot be reached", e));
        }
        return confirm.getFuture()
                .orTimeout(properties.confirmTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    unconfirmed.release();
                    return settle(queue, confirm, answer, failure);
                });
    }

    private @Nullable Void settle(
            String queue,
            CorrelationData confirm,
            CorrelationData.@Nullable Confirm answer,
            @Nullable Throwable failure) {
        if (answer == null) {
            throw new Unavailable(queue + ": the broker did not confirm", failure);
        }
        if (!answer.ack()) {
            throw new Unavailable(queue + ": the broker refused it: " + answer.reason(), null);
        }
        if (confirm.getReturned() != null) {
            topology.restore();
            throw new Unavailable(queue + ": there is no such queue", null);
        }
        return null;
    }
}
