package io.rcsplatform.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that people were made to send. Not safe for concurrent use. */
final class InboundMessages {
    private final List<Message> messages = new ArrayList<>();

    /**
     * @param postback of the suggestion that was tapped; null for a text
     * @param agent that was written to, where the contract names it
     */
    record Message(
            Contract contract,
            long from,
            String text,
            @Nullable String postback,
            @Nullable String agent) {}

    long add(Message message) {
        long number = messages.size();
        messages.add(message);
        return number;
    }

    Message at(long number) {
        return messages.get((int) number);
    }
}
