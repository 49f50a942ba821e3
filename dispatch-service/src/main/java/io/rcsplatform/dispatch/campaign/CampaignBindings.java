package io.rcsplatform.dispatch.campaign;

import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.platform.json.EventJson;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class CampaignBindings {
    @Bean
    Consumer<Message<byte[]>> campaignChanged(CancelledCampaigns campaigns, EventJson json) {
        return message -> campaigns.apply(json.read(message.getPayload(), CampaignChanged.class));
    }
}
