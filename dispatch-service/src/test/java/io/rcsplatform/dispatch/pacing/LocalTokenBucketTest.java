package io.rcsplatform.dispatch.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.SenderId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalTokenBucketTest {
    private final AtomicLong now = new AtomicLong(Duration.ofDays(1).toNanos());
    private final LocalTokenBucket bucket = new LocalTokenBucket(now::get);
    private final SenderId sender = new SenderId(new UUID(1, 2));

    @Test
    void neverGrantsMoreThanTheRateAndAQuarterSecondsCredit() {
        int granted = 0;
        for (int millisecond = 0; millisecond < 10_000; millisecond++) {
            if (bucket.take(sender, 200, 20, Lane.BULK).granted()) {
                granted += 20;
            }
            now.addAndGet(Duration.ofMillis(1).toNanos());
        }

        assertThat(granted).isBetween(2000, 2000 + 50 + 20);
    }

    @Test
    void bulkTakesNothingInAdvance() {
        assertThat(bucket.take(sender, 10, 10, Lane.BULK).granted()).isTrue();

        var permit = bucket.take(sender, 10, 10, Lane.BULK);

        assertThat(permit.granted()).isFalse();
        assertThat(permit.delay()).isEqualTo(Duration.ofMillis(750));
        now.addAndGet(permit.delay().toNanos());
        assertThat(bucket.take(sender, 10, 10, Lane.BULK).granted()).isTrue();
    }

    @Test
    void expressTakesTheNextTokensInAdvance() {
        assertThat(bucket.take(sender, 10, 10, Lane.EXPRESS).delay()).isZero();

        assertThat(bucket.take(sender, 10, 5, Lane.EXPRESS).delay()).isEqualTo(Duration.ofMillis(750));
        assertThat(bucket.take(sender, 10, 5, Lane.EXPRESS).delay()).isEqualTo(Duration.ofMillis(1250));
    }
}
