package io.rcsplatform.gateway;

import io.rcsplatform.platform.defaults.OrderlyExit;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class ApiGatewayApplication {
    public static void main(String[] args) {
        OrderlyExit.run(ApiGatewayApplication.class, args);
    }
}
