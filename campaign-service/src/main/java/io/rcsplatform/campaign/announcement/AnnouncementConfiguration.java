package io.rcsplatform.campaign.announcement;

import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AnnouncementConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(10);

    @Bean
    @ConditionalOnProperty(name = "rcs.announcements.repeated", matchIfMissing = true)
    BackgroundLoop repeatedAnnouncements(RepeatAnnouncements announcements) {
        return new BackgroundLoop("repeated-announcements", LOOK, () -> {
            announcements.repeat();
            return false;
        });
    }
}
