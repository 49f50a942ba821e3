package io.rcsplatform.fallback;

import io.rcsplatform.platform.defaults.OrderlyExit;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class FallbackServiceApplication {
    public static void main(String[] args) {
        OrderlyExit.run(FallbackServiceApplication.class, args);
    }
}
