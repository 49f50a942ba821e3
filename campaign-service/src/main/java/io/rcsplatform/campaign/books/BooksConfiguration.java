package io.rcsplatform.campaign.books;

import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BooksConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Bean
    @ConditionalOnProperty(name = "rcs.books.enabled", matchIfMissing = true)
    BackgroundLoop booksLoop(CheckBooks checks) {
        return new BackgroundLoop("campaign-books", LOOK, checks::checkDue);
    }
}
