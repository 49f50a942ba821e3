package io.rcsplatform.dispatch;

import io.rcsplatform.platform.defaults.OrderlyExit;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

@EnableScheduling
@SpringBootApplication
public class DispatchServiceApplication {
    public static void main(String[] args) {
        OrderlyExit.run(DispatchServiceApplication.class, args);
    }
}
