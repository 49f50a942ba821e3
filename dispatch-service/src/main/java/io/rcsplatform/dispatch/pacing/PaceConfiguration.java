package io.rcsplatform.dispatch.pacing;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaceProperties.class)
class PaceConfiguration {
    /** Connects when it is first used, so that this service starts without Redis. */
    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(DataRedisConnectionDetails details, PaceProperties properties) {
        var config = new Config();
        config.setLazyInitialization(true);
        config.setThreads(2);
        config.setNettyThreads(2);
        config.setUsername(details.getUsername());
        config.setPassword(details.getPassword());
        var cluster = details.getCluster();
        var single = details.getStandalone();
        if (cluster != null) {
            var nodes = cluster.getNodes().stream()
                    .map(node -> address(node.host(), node.port()))
                    .toList();
            bounded(config.useClusterServers(), properties).setNodeAddresses(nodes);
        } else if (single != null) {
            bounded(config.useSingleServer(), properties)
                    .setAddress(address(single.getHost(), single.getPort()))
                    .setDatabase(single.getDatabase())
                    .setConnectionPoolSize(8)
                    .setConnectionMinimumIdleSize(1)
                    .setSubscriptionConnectionMinimumIdleSize(1);
        } else {
            throw new IllegalStateException("RCS_REDIS_HOST: only a single Redis or a Redis Cluster can be used");
        }
        return Redisson.create(config);
    }

    private static <T extends BaseConfig<T>> T bounded(T servers, PaceProperties properties) {
        int timeout = (int) properties.redisTimeout().toMillis();
        return servers.setConnectTimeout(timeout).setTimeout(timeout).setRetryAttempts(0);
    }

    private static String address(String host, int port) {
        return "redis://" + host + ":" + port;
    }

    @Bean
    Pace pace(RedissonClient redis, PaceProperties properties) {
        return new Pace(
                new RedisTokenBucket(redis, properties.redisTimeout()),
                new LocalTokenBucket(System::nanoTime),
                properties.cooldown());
    }
}
