package io.rcsplatform.webhook.publishing;

import io.rcsplatform.platform.logging.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether the broker confirmed what was published last. While it does not, callbacks are stored and answered without waiting for it,
 * and the republisher finds out when it is back.
 */
@Component
class BrokerState {
    private static final Logger log = LoggerFactory.getLogger(BrokerState.class);

    private volatile boolean confirming = true;

    boolean confirming() {
        return confirming;
    }

    void confirmed() {
        if (!confirming) {
            confirming = true;
            log.atInfo().addKeyValue(LogFields.EVENT, "broker.confirms").log("The broker confirms again");
        }
    }

    void failed(Throwable failure) {
        if (confirming) {
            confirming = false;
            log.warn(
                    "The broker does not confirm; callbacks are stored and will be published later: {}",
                    failure.toString());
        }
    }
}
