package io.rcsplatform.dispatch.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.platform.test.TcpProxy;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Rates are shared through Redis, and kept without it. */
@SpringJUnitConfig(TestInfra.class)
class PaceIT {
    private static final PaceProperties PROPERTIES = new PaceProperties(Duration.ofMillis(250), Duration.ofMillis(300));

    @Autowired
    DataRedisConnectionDetails details;

    private final SenderId sender = new SenderId(UUID.randomUUID());
    private TcpProxy proxy;
    private RedissonClient redis;
    private Pace pace;

    @BeforeEach
    void connect() {
        var server = Objects.requireNonNull(details.getStandalone());
        proxy = new TcpProxy(server.getHost(), server.getPort());
        redis = new PaceConfiguration().redisson(through(proxy, details), PROPERTIES);
        pace = new PaceConfiguration().pace(redis, PROPERTIES);
    }

    @AfterEach
    void disconnect() throws Exception {
        redis.shutdown();
        proxy.close();
    }

    @Test
    void bulkGetsTokensOnlyWhileTheyAreThereAndExpressGetsTheNextInAdvance() {
        assertThat(pace.take(sender, 100, 100, Lane.BULK)).satisfies(permit -> {
            assertThat(permit.granted()).isTrue();
            assertThat(permit.delay()).isZero();
        });

        var bulk = pace.take(sender, 100, 100, Lane.BULK);
        var express = pace.take(sender, 100, 10, Lane.EXPRESS);
        var bulkAfterExpress = pace.take(sender, 100, 100, Lane.BULK);

        assertThat(bulk.granted()).isFalse();
        assertThat(bulk.delay()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(express.granted()).isTrue();
        assertThat(express.delay()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(bulkAfterExpress.delay()).isGreaterThan(express.delay().plusMillis(50));
        assertThat(pace.isDegraded()).isFalse();
    }

    @Test
    void theRateIsSharedByAllInstances() {
        var other = new Pace(
                new RedisTokenBucket(redis, Duration.ofSeconds(1)),
                new LocalTokenBucket(System::nanoTime),
                Duration.ofSeconds(1));
        assertThat(pace.take(sender, 10, 10, Lane.BULK).granted()).isTrue();

        assertThat(other.take(sender, 10, 10, Lane.BULK).granted()).isFalse();
        assertThat(other.take(new SenderId(UUID.randomUUID()), 10, 10, Lane.BULK)
                        .granted())
                .isTrue();
    }

    @Test
    void aRateThatChangesHoldsAtOnce() {
        assertThat(pace.take(sender, 1, 1, Lane.EXPRESS).granted()).isTrue();

        var atTheNewRate = pace.take(sender, 1000, 100, Lane.EXPRESS);
        var after = pace.take(sender, 1000, 100, Lane.EXPRESS);

        assertThat(after.delay().minus(atTheNewRate.delay())).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void goesOnAtTheSameRateWithoutRedisAndReturnsToItByItself() {
        assertThat(pace.take(sender, 50, 50, Lane.BULK).granted()).isTrue();

        proxy.cut();

        var startedAt = System.nanoTime();
        assertThat(pace.take(sender, 50, 50, Lane.BULK).granted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
        assertThat(pace.isDegraded()).isTrue();
        assertThat(pace.take(sender, 50, 50, Lane.BULK).granted()).isFalse();

        proxy.heal();

        await("Redis is used again").atMost(Duration.ofSeconds(20)).until(() -> {
            pace.take(sender, 50, 1, Lane.BULK);
            return !pace.isDegraded();
        });
    }

    @Test
    void aRedisThatHangsCountsAsGone() {
        pace.take(sender, 50, 1, Lane.BULK);

        proxy.hold();

        var startedAt = System.nanoTime();
        pace.take(sender, 50, 1, Lane.BULK);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(1));
        assertThat(pace.isDegraded()).isTrue();
    }

    @Test
    void startsWithoutRedis() throws Exception {
        proxy.cut();
        var lonely = new PaceConfiguration().redisson(through(proxy, details), PROPERTIES);
        try {
            var alone = new PaceConfiguration().pace(lonely, PROPERTIES);

            assertThat(alone.take(sender, 50, 1, Lane.BULK).granted()).isTrue();
            assertThat(alone.isDegraded()).isTrue();
        } finally {
            lonely.shutdown();
        }
    }

    private static DataRedisConnectionDetails through(TcpProxy proxy, DataRedisConnectionDetails details) {
        return new DataRedisConnectionDetails() {
            @Override
            public Standalone getStandalone() {
                return Standalone.of(
                        "127.0.0.1",
                        proxy.port(),
                        Objects.requireNonNull(details.getStandalone()).getDatabase());
            }

            @Override
            public @Nullable String getPassword() {
                return details.getPassword();
            }
        };
    }
}
