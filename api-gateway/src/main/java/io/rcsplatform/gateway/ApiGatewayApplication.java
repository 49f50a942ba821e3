package io.rcsplatform.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class ApiGatewayApplication {
    /** Once it is up, being asked to stop is no failure: the process then exits with status 0, where a JVM would say 143. */
    public static void main(String[] args) {
        SpringApplication.run(ApiGatewayApplication.class, args);
        SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(0));
    }
}
