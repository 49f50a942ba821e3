package io.rcsplatform.dispatch.script;

import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.Provider;
import io.rcsplatform.provider.ProviderAccount;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Accepts everything, unless a script says otherwise, and counts what it was given. */
public final class ScriptedProvider implements Provider {
    public static final String REFUSED_CONTENT_FROM = "refuses-content";

    private final Map<MessageId, AtomicInteger> submissions = new ConcurrentHashMap<>();
    private volatile Script script = Script.ACCEPTING;

    public void follow(Script next) {
        script = next;
    }

    public void reset() {
        script = Script.ACCEPTING;
        submissions.clear();
    }

    /** How often this message was handed over. */
    public int submissions(MessageId id) {
        var count = submissions.get(id);
        return count == null ? 0 : count.get();
    }

    /** How often messages of this batch were handed over. */
    public int submissions(Batch batch) {
        return batch.messages().stream().mapToInt(this::submissions).sum();
    }

    public static String providerIdOf(MessageId id) {
        return "PID-" + id.toString().toUpperCase(Locale.ROOT);
    }

    public CompletableFuture<SendOutcome> accepting(MessageId id, PhoneNumber to, int attempt) {
        return Script.ACCEPTING.answer(id, to, attempt);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public void check(ProviderAccount account) {}

    @Override
    public ContentLimits limits(ProviderAccount account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallbackReader callbacks(ProviderAccount account) {
        throw new UnsupportedOperationException();
    }

    /** An account of the contract {@code idempotent} takes our ids. */
    @Override
    public MessageSender sender(ProviderAccount account) {
        boolean idempotent = account.contract().equals("idempotent");
        return new MessageSender() {
            @Override
            public boolean idempotent() {
                return idempotent;
            }

            @Override
            public Compiled compile(
                    MessageContent content,
                    @Nullable String from,
                    TrafficClass trafficClass,
                    List<String> variables,
                    Instant deadline) {
                if (REFUSED_CONTENT_FROM.equals(from)) {
                    throw new IllegalArgumentException("this content cannot go out");
                }
                return ScriptedProvider.this::send;
            }

            @Override
            public void close() {}
        };
    }

    private CompletableFuture<SendOutcome> send(MessageId id, PhoneNumber to, List<String> values) {
        int attempt = submissions.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet();
        return script.answer(id, to, attempt);
    }

    public interface Script {
        Script ACCEPTING = (id, _, _) -> now(new Accepted(providerIdOf(id)));

        CompletableFuture<SendOutcome> answer(MessageId id, PhoneNumber to, int attempt);

        static CompletableFuture<SendOutcome> now(SendOutcome outcome) {
            return CompletableFuture.completedFuture(outcome);
        }
    }
}
