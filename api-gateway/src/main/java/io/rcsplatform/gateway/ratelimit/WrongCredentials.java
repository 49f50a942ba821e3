package io.rcsplatform.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.rcsplatform.gateway.identity.Guesses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * All gateways together count what was wrong; each remembers for itself who has used up their tries, so that nobody else's request pays for it.
 */
@Component
class WrongCredentials implements Guesses {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST = 100_000;
    /** Whoever has one IPv6 address has all those of its network. */
    private static final int NETWORK_BYTES = 8;

    private final Limiter limiter;
    private final int perMinute;
    private final Cache<String, Long> heldBackUntil = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.<String, Long>writing((_, until) -> Duration.ofNanos(until - System.nanoTime())))
            .build();

    WrongCredentials(Limiter limiter, RateLimitProperties properties) {
        this.limiter = limiter;
        this.perMinute = properties.wrongCredentialsPerMinute();
    }

    @Override
    public Duration heldBack(String address) {
        var until = heldBackUntil.getIfPresent(network(address));
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    @Override
    public void wrong(String address) {
        var network = network(address);
        var verdict = limiter.take(new Allowance(network, Kind.WRONG_CREDENTIALS, perMinute, MINUTE));
        if (!verdict.granted() || verdict.left() == 0) {
            var wait = verdict.granted() ? MINUTE.dividedBy(perMinute) : verdict.next();
            heldBackUntil.put(network, System.nanoTime() + wait.toNanos());
        }
    }

    private static String network(String address) {
        var bytes = InetAddress.ofLiteral(address).getAddress();
        return bytes.length > NETWORK_BYTES ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) : address;
    }
}
