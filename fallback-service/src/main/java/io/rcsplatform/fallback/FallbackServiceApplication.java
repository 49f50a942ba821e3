package io.rcsplatform.fallback;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class FallbackServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(FallbackServiceApplication.class, args);
    }
}
