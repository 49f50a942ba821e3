package io.rcsplatform.dispatch.sending;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param flushSize messages of one batch that are with the provider at the same time, at most: what a crash leaves uncertain
 * @param retryAttempts submissions of one message at most
 * @param retryBase the first backoff; doubled with each attempt, then drawn between nothing and that
 * @param retryCap the longest backoff where the provider asks for none
 * @param receiptWait how long a message whose answer was lost waits for its receipt before it is sent again, where the policy is so
 */
@ConfigurationProperties("rcs.dispatch")
record SendingProperties(
        @DefaultValue("200") int flushSize,
        @DefaultValue("4") int retryAttempts,
        @DefaultValue("1s") Duration retryBase,
        @DefaultValue("30s") Duration retryCap,
        @DefaultValue("30s") Duration receiptWait) {
    SendingProperties {
        if (flushSize < 1) {
            throw new IllegalArgumentException("rcs.dispatch.flush-size: at least 1 is needed");
        }
        if (retryAttempts < 1) {
            throw new IllegalArgumentException("rcs.dispatch.retry-attempts: at least 1 is needed");
        }
        if (receiptWait.isNegative()) {
            throw new IllegalArgumentException("rcs.dispatch.receipt-wait: must not be negative");
        }
    }
}
