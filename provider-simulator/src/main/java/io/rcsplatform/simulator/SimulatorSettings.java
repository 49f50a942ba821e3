package io.rcsplatform.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed while the simulator runs. Rates are shares of all requests, whatever their number does, from 0 to 1.
 *
 * @param rate5xx answered 503, not accepted
 * @param rate429 answered 429 with Retry-After, not accepted
 * @param rateHang accepted and never answered
 * @param rateReset accepted, then reset
 * @param rateDouble accepted, with every callback sent twice
 * @param rateReorder accepted, with callbacks in the wrong order
 * @param readRate of what is delivered
 * @param latencyMs before every answer
 * @param deliveredDelayMs from the answer to the receipt, on average
 * @param readDelayMs from the delivery to the read receipt, on average
 * @param outage whether everything is answered 503
 * @param holdCallbacks whether callbacks wait until this is false again
 * @param callbackBase where callbacks go; none are sent without it
 */
record SimulatorSettings(
        @JsonProperty("rate_5xx") double rate5xx,
        @JsonProperty("rate_429") double rate429,
        @JsonProperty("rate_hang") double rateHang,
        @JsonProperty("rate_reset") double rateReset,
        @JsonProperty("rate_double") double rateDouble,
        @JsonProperty("rate_reorder") double rateReorder,
        @JsonProperty("read_rate") double readRate,
        @JsonProperty("latency_ms") int latencyMs,
        @JsonProperty("delivered_delay_ms") int deliveredDelayMs,
        @JsonProperty("read_delay_ms") int readDelayMs,
        @JsonProperty("outage") boolean outage,
        @JsonProperty("hold_callbacks") boolean holdCallbacks,
        @JsonProperty("callback_base") @Nullable URI callbackBase) {

    private static final int LONGEST_DELAY = 24 * 3600 * 1000;

    SimulatorSettings {
        rate("rate_5xx", rate5xx);
        rate("rate_429", rate429);
        rate("rate_hang", rateHang);
        rate("rate_reset", rateReset);
        rate("rate_double", rateDouble);
        rate("rate_reorder", rateReorder);
        rate("read_rate", readRate);
        delay("latency_ms", latencyMs);
        delay("delivered_delay_ms", deliveredDelayMs);
        delay("read_delay_ms", readDelayMs);
        if (rate5xx + rate429 + rateHang + rateReset > 1) {
            throw new IllegalArgumentException("rate_5xx, rate_429, rate_hang and rate_reset together are more than 1");
        }
        if (callbackBase != null && (!"http".equals(callbackBase.getScheme()) || callbackBase.getHost() == null)) {
            throw new IllegalArgumentException("callback_base: must be an http URL");
        }
    }

    private static void rate(String name, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(name + ": must be within 0 and 1");
        }
    }

    private static void delay(String name, int delay) {
        if (delay < 0 || delay > LONGEST_DELAY) {
            throw new IllegalArgumentException(name + ": must be within 0 and " + LONGEST_DELAY);
        }
    }

    static SimulatorSettings defaults() {
        return new SimulatorSettings(0, 0, 0, 0, 0, 0, 0.7, 0, 400, 1500, false, false, null);
    }

    static SimulatorSettings fromEnvironment(Map<String, String> environment) {
        var base = environment.get("RCS_CALLBACK_BASE");
        return new SimulatorSettings(
                number(environment, "SIM_RATE_5XX", 0),
                number(environment, "SIM_RATE_429", 0),
                number(environment, "SIM_RATE_HANG", 0),
                number(environment, "SIM_RATE_RESET", 0),
                number(environment, "SIM_RATE_DOUBLE", 0),
                number(environment, "SIM_RATE_REORDER", 0),
                number(environment, "SIM_READ_RATE", 0.7),
                (int) number(environment, "SIM_LATENCY_MS", 0),
                (int) number(environment, "SIM_DELIVERED_DELAY_MS", 400),
                (int) number(environment, "SIM_READ_DELAY_MS", 1500),
                false,
                false,
                base == null || base.isBlank() ? null : URI.create(base));
    }

    static double number(Map<String, String> environment, String name, double otherwise) {
        var text = environment.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(name + ": must be a number");
        }
    }
}
