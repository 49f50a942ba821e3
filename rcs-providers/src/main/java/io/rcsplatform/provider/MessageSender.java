package io.rcsplatform.provider;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends through one account. Safe for concurrent use; holds connections until closed. */
public interface MessageSender extends AutoCloseable {
    /** Whether the provider takes our message id and ignores a second message with it, so that a lost answer may be repeated. */
    boolean idempotent();

    /**
     * Prepares a content once for many recipients.
     *
     * @param from the agent or sender id at the provider; null where the account implies it
     * @param variables the names whose values each recipient brings, in order
     * @param deadline after it the provider need not try any more
     */
    Compiled compile(
            MessageContent content,
            @Nullable String from,
            TrafficClass trafficClass,
            List<String> variables,
            Instant deadline);

    @Override
    void close();

    /** One content, ready to go out. */
    interface Compiled {
        /**
         * Hands over one message. The future always completes normally, at the latest 30 seconds after the account's response timeout;
         * what went wrong is in the outcome. It completes on a thread of the connections, which must not be held up.
         */
        CompletableFuture<SendOutcome> send(MessageId id, PhoneNumber to, List<String> values);
    }
}
