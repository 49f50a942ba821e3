package io.rcsplatform.campaign.given;

import io.rcsplatform.campaign.lifecycle.AccountLimits;
import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.platform.test.TestInfra;
import java.util.Optional;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The campaigns' part of the service, without the features that campaigns only refer to. */
@SpringBootApplication(
        scanBasePackages = {
            "io.rcsplatform.campaign.announcement",
            "io.rcsplatform.campaign.books",
            "io.rcsplatform.campaign.lifecycle",
            "io.rcsplatform.campaign.orchestration",
            "io.rcsplatform.campaign.progress",
            "io.rcsplatform.campaign.retention"
        })
@Import({TestInfra.class, Given.class})
public class CampaignsTestService {
    @Bean
    AccountLimits accountLimits() {
        return account -> "unknown".equals(account) ? Optional.empty() : Optional.of(ContentLimits.GOOGLE);
    }
}
