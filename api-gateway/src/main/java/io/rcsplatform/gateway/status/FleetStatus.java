package io.rcsplatform.gateway.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param ready whether every service takes work
 * @param queues of the services that told
 * @param books null where campaign-service did not tell
 */
record FleetStatus(
        boolean ready,
        Instant checkedAt,
        List<Service> services,
        List<Queue> queues,
        @Nullable Balance books) {

    /**
     * @param reasons why it is not ready
     * @param version null where it did not tell
     * @param startedAt null where it did not tell
     */
    record Service(
            String name,
            boolean ready,
            List<String> reasons,
            @Nullable String version,
            @Nullable Instant startedAt) {
        static Service silent(String name, String reason) {
            return new Service(name, false, List.of(reason), null, null);
        }
    }

    record Queue(String name, long waiting, long consumers) {}

    /** @param since when the first of the campaigns was found to be out of balance; null where none is */
    record Balance(
            boolean balanced,
            long campaignsOutOfBalance,
            @Nullable Instant since) {}

    /** What one service says of itself. */
    record Told(
            boolean ready, List<String> reasons, @Nullable String version, Instant startedAt, Facts facts) {}

    record Facts(@Nullable List<Queue> queues, @Nullable Balance books) {}
}
