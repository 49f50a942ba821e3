package io.rcsplatform.webhook.account;

import io.rcsplatform.provider.Providers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {
    @Bean
    CallbackAccounts callbackAccounts(AccountsProperties accounts, Providers providers) {
        return new CallbackAccounts(accounts.providerAccounts(), providers);
    }
}
