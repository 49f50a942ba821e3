package io.rcsplatform.campaign.tenant;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ApiKeyProperties.class, BootstrapProperties.class, TokenProperties.class})
class TenantConfiguration {}
