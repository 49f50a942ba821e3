package io.rcsplatform.webhook.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param callbackPort for callbacks alone, without the gateway; 0 for any free one
 * @param connections at that port at most; one more is closed at once
 * @param maxBody the largest callback that is taken
 * @param memory what all callbacks together may hold that are not answered yet; more are told to come again
 * @param maxBatch how many callbacks are stored together at most
 * @param linger how long the first callback of a batch waits for others at most; it is less when no others come
 * @param writers how many batches are stored at the same time
 * @param answerWithin after it a callback that is not stored yet is told to come again
 */
@ConfigurationProperties("rcs.webhook")
record IntakeProperties(
        @DefaultValue("8085") int callbackPort,
        @DefaultValue("8192") int connections,
        @DefaultValue("256KB") DataSize maxBody,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("500") int maxBatch,
        @DefaultValue("30ms") Duration linger,
        @DefaultValue("2") int writers,
        @DefaultValue("10s") Duration answerWithin) {
    IntakeProperties {
        require(callbackPort >= 0 && callbackPort <= 65_535, "callback-port: 0 to 65535");
        require(connections > 0, "connections: more than 0");
        require(maxBody.toBytes() > 0, "max-body: more than 0 bytes");
        require(memory.compareTo(maxBody) >= 0, "memory: at least rcs.webhook.max-body");
        require(memory.toMegabytes() <= 1024, "memory: at most 1024MB");
        require(maxBatch > 0 && maxBatch <= 10_000, "max-batch: 1 to 10000");
        require(!linger.isNegative() && linger.toMillis() <= 100, "linger: 0 to 100 milliseconds");
        require(writers > 0 && writers <= 16, "writers: 1 to 16");
        require(answerWithin.isPositive(), "answer-within: more than 0");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("rcs.webhook." + rule);
        }
    }
}
