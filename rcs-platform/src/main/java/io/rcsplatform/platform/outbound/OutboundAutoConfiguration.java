package io.rcsplatform.platform.outbound;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnClass(CloseableHttpClient.class)
@EnableConfigurationProperties(OutboundRules.class)
class OutboundAutoConfiguration {
    @Bean
    OutboundHttp outboundHttp(OutboundRules rules) {
        return new OutboundHttp(rules);
    }
}
