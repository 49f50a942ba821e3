package io.rcsplatform.platform.test;

import com.redis.testcontainers.RedisContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A real Redis alone, for modules that use no other server; {@link TestInfra} brings it along where Redis is on the class path. */
@TestConfiguration(proxyBeanMethods = false)
@ConditionalOnClass(DataRedisConnectionDetails.class)
public class TestRedis {
    @Bean
    DataRedisConnectionDetails redisOfThisRun() {
        return RedisOfRun.DETAILS;
    }

    private static final class RedisOfRun {
        static final DataRedisConnectionDetails DETAILS = TestRun.isLocal() ? local() : container();

        @SuppressWarnings("resource") // ends with the JVM
        private static DataRedisConnectionDetails container() {
            var server = new RedisContainer("redis:7");
            server.start();
            return details(server.getHost(), server.getFirstMappedPort(), 0, "");
        }

        private static DataRedisConnectionDetails local() {
            int database = Math.floorMod(TestRun.NAME.hashCode(), 16);
            return details(
                    TestRun.env("TEST_REDIS_HOST", "127.0.0.1"),
                    TestRun.port("TEST_REDIS_PORT", 6379),
                    database,
                    TestRun.env("TEST_REDIS_PASSWORD", ""));
        }

        private static DataRedisConnectionDetails details(String host, int port, int database, String password) {
            return new DataRedisConnectionDetails() {
                @Override
                public Standalone getStandalone() {
                    return Standalone.of(host, port, database);
                }

                @Override
                public @Nullable String getPassword() {
                    return password.isEmpty() ? null : password;
                }
            };
        }
    }
}
