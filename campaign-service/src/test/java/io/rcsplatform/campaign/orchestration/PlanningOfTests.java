package io.rcsplatform.campaign.orchestration;

import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets tests of other features have their campaigns planned and ended. */
@Configuration(proxyBeanMethods = false)
class PlanningOfTests {
    @Bean
    BooleanSupplier planNext(PlanCampaigns planning) {
        return planning::planNext;
    }

    @Bean
    Runnable roundOfEnding(EndCampaigns ending) {
        return ending::end;
    }
}
