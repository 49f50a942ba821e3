package io.rcsplatform.provider.wire;

import io.rcsplatform.domain.content.ContentText;
import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.MessageSender.Compiled;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A content that cannot go out: every message of it gets the same answer, without a request. */
public record Refusal(SendOutcome outcome) implements Compiled {

    public static Refusal contentRejected(String detail) {
        return new Refusal(new Rejected(Reason.CONTENT_REJECTED, detail));
    }

    /** Null when each variable of the content has a value at each recipient. */
    public static @Nullable Refusal ofMissingVariables(MessageContent content, List<String> variables) {
        var missing = ContentText.variables(content).stream()
                .filter(name -> !variables.contains(name))
                .toList();
        return missing.isEmpty() ? null : new Refusal(missingVariable("the batch brings no value for " + missing));
    }

    static Rejected missingVariable(String detail) {
        return new Rejected(Reason.MISSING_VARIABLE, detail);
    }

    /** Null when the recipient brings a value for each variable. */
    public static @Nullable SendOutcome ofMissingValues(List<String> values, List<String> variables) {
        return values.size() >= variables.size()
                ? null
                : missingVariable("the recipient brings " + values.size() + " values for " + variables);
    }

    @Override
    public CompletableFuture<SendOutcome> send(MessageId id, PhoneNumber to, List<String> values) {
        return CompletableFuture.completedFuture(outcome);
    }
}
