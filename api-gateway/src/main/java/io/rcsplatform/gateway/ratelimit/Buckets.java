package io.rcsplatform.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.redisson.Bucket4jRedisson;
import java.time.Duration;
import java.util.function.Function;
import org.redisson.Redisson;

/** Token buckets by their allowances. */
final class Buckets {
    private static final Duration UNUSED = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST = 50_000;

    private final LoadingCache<Allowance, Bucket> buckets;

    private Buckets(Function<Allowance, Bucket> maker) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(UNUSED)
                .build(maker::apply);
    }

    /** Of this instance alone. */
    static Buckets local() {
        return new Buckets(allowance -> Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(allowance.requests()).refillGreedy(allowance.requests(), allowance.period()))
                .build());
    }

    /** Of all instances; requests that come at once go to Redis together. */
    static Buckets shared(Redisson redis, Duration timeout) {
        var remote = Bucket4jRedisson.casBasedBuilder(redis.getCommandExecutor())
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                .requestTimeout(timeout)
                .build();
        return new Buckets(allowance -> remote.builder()
                .withOptimization(Optimizations.batching())
                .build(allowance.name(), () -> configuration(allowance)));
    }

    Verdict take(Allowance allowance) {
        return Verdict.of(allowance, buckets.get(allowance).tryConsumeAndReturnRemaining(1));
    }

    private static BucketConfiguration configuration(Allowance allowance) {
        return BucketConfiguration.builder()
                .addLimit(limit ->
                        limit.capacity(allowance.requests()).refillGreedy(allowance.requests(), allowance.period()))
                .build();
    }
}
