package io.rcsplatform.webhook;

import io.rcsplatform.platform.defaults.OrderlyExit;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class WebhookServiceApplication {
    public static void main(String[] args) {
        OrderlyExit.run(WebhookServiceApplication.class, args);
    }
}
