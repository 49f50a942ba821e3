package io.rcsplatform.dispatch.account;

import io.rcsplatform.provider.Provider;
import io.rcsplatform.provider.Providers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {
    @Bean
    Accounts accounts(ObjectProvider<Provider> providers, AccountProperties properties) {
        return new Accounts(new Providers(providers.stream().toArray(Provider[]::new)), properties);
    }
}
