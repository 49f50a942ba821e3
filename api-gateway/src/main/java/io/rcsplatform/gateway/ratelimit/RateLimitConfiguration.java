package io.rcsplatform.gateway.ratelimit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.redisson.Redisson;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {
    /** Connects when it is first used, so that the door opens without Redis. */
    @Bean(destroyMethod = "shutdown")
    Redisson redisson(DataRedisConnectionDetails details, RateLimitProperties properties) {
        var config = new Config();
        config.setLazyInitialization(true);
        config.setThreads(2);
        config.setNettyThreads(2);
        config.setUsername(details.getUsername());
        config.setPassword(details.getPassword());
        var cluster = details.getCluster();
        var single = details.getStandalone();
        if (cluster != null) {
            bounded(config.useClusterServers(), properties)
                    .setNodeAddresses(cluster.getNodes().stream()
                            .map(node -> address(node.host(), node.port()))
                            .toList());
        } else if (single != null) {
            bounded(config.useSingleServer(), properties)
                    .setAddress(address(single.getHost(), single.getPort()))
                    .setDatabase(single.getDatabase())
                    .setConnectionPoolSize(16)
                    .setConnectionMinimumIdleSize(2)
                    .setSubscriptionConnectionMinimumIdleSize(1);
        } else {
            throw new IllegalStateException("RCS_REDIS_HOST: only a single Redis or a Redis Cluster can be used");
        }
        return (Redisson) Redisson.create(config);
    }

    private static <T extends BaseConfig<T>> T bounded(T servers, RateLimitProperties properties) {
        int timeout = (int) properties.redisTimeout().toMillis();
        return servers.setConnectTimeout(timeout).setTimeout(timeout).setRetryAttempts(0);
    }

    private static String address(String host, int port) {
        return "redis://" + host + ":" + port;
    }

    @Bean
    Limiter limiter(Redisson redisson, RateLimitProperties properties) {
        return new Limiter(Buckets.shared(redisson, properties.redisTimeout()), Buckets.local(), properties.cooldown());
    }

    /** The first visitor does not wait for the connection, and the state is known from the start. */
    @Bean
    ApplicationRunner limiterMeetsRedis(Limiter limiter) {
        return _ -> limiter.take(Allowance.perSecond("start", Kind.READS, 1));
    }

    /** Never down: the door stays open without Redis. */
    @Bean
    HealthIndicator limitsHealthIndicator(Limiter limiter) {
        return () -> Health.up()
                .withDetail("limits", limiter.isAlone() ? "local" : "shared")
                .build();
    }

    @Bean
    MeterBinder limiterMeters(Limiter limiter) {
        return registry -> Gauge.builder("rcs.gateway.limits.degraded", limiter, l -> l.isAlone() ? 1 : 0)
                .description("1 while this gateway counts requests by itself, since Redis does not answer")
                .register(registry);
    }
}
