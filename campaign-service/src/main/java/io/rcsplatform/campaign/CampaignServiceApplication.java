package io.rcsplatform.campaign;

import io.rcsplatform.platform.defaults.OrderlyExit;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class CampaignServiceApplication {
    public static void main(String[] args) {
        OrderlyExit.run(CampaignServiceApplication.class, args);
    }
}
