package io.rcsplatform.campaign.tenant;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.platform.web.Required;
import org.jspecify.annotations.Nullable;

record LimitsRequest(
        @Required @Nullable Integer readsPerSecond,
        @Required @Nullable Integer writesPerSecond,
        @Required @Nullable Integer sendsPerSecond) {
    private static final int HIGHEST = 100_000;

    /** @return limits that hold only where nothing was refused */
    Limits checked(RequestCheck check, String pointer) {
        return new Limits(
                rate(check, pointer + "/reads_per_second", readsPerSecond),
                rate(check, pointer + "/writes_per_second", writesPerSecond),
                rate(check, pointer + "/sends_per_second", sendsPerSecond));
    }

    private static int rate(RequestCheck check, String pointer, @Nullable Integer value) {
        if (value == null || value < 1 || value > HIGHEST) {
            check.refuse(pointer, value == null ? "required" : "out_of_range", "Must be from 1 to " + HIGHEST);
            return 1;
        }
        return value;
    }
}
