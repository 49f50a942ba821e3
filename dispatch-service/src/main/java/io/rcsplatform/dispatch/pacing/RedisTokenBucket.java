package io.rcsplatform.dispatch.pacing;

import io.rcsplatform.domain.id.SenderId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** The bucket that all instances share, in one round trip and by Redis' own clock. */
final class RedisTokenBucket implements TokenBucket {
    private static final String TAKE = """
            local clock = redis.call('time')
            local now = clock[1] * 1000000 + clock[2]
            local from = math.max(tonumber(redis.call('get', KEYS[1]) or '0'), now - ARGV[2])
            local wait = math.max(0, from - now)
            if wait > 0 and ARGV[3] == 'BULK' then
              return {0, wait}
            end
            local level = from + ARGV[1]
            redis.call('set', KEYS[1], string.format('%.0f', level), 'px', math.ceil((level - now) / 1000) + 1000)
            return {1, wait}
            """;

    private final RScript script;
    private final Duration timeout;

    RedisTokenBucket(RedissonClient redis, Duration timeout) {
        this.script = redis.getScript(StringCodec.INSTANCE);
        this.timeout = timeout;
    }

    @Override
    public Permit take(SenderId sender, int ratePerSecond, int tokens, Lane lane) {
        long cost = tokens * 1_000_000L / ratePerSecond;
        var answer = script.<List<Long>>evalAsync(
                Mode.READ_WRITE,
                TAKE,
                ReturnType.LIST,
                List.of("rcs:rate:" + sender),
                Long.toString(cost),
                Long.toString(CREDIT_MICROS),
                lane.name());
        try {
            var values = answer.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Permit.of(values.get(0) == 1, values.get(1));
        } catch (ExecutionException | TimeoutException e) {
            throw new RateUnavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RateUnavailable(e);
        }
    }

    /** The shared bucket did not answer, or not in time. */
    static final class RateUnavailable extends RuntimeException {
        RateUnavailable(Throwable cause) {
            super(cause);
        }
    }
}
