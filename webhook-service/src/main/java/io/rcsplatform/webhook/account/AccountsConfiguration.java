package io.rcsplatform.webhook.account;

import io.rcsplatform.provider.AccountSettings;
import io.rcsplatform.provider.Accounts;
import io.rcsplatform.provider.Provider;
import io.rcsplatform.provider.Providers;
import io.rcsplatform.provider.googlerbm.GoogleRbmProvider;
import io.rcsplatform.provider.gupshup.GupshupProvider;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {
    @Bean
    GupshupProvider gupshup(Clock clock) {
        return new GupshupProvider(clock);
    }

    @Bean
    GoogleRbmProvider googleRbm(Clock clock) {
        return new GoogleRbmProvider(clock);
    }

    @Bean
    CallbackAccounts callbackAccounts(List<Provider> all, Settings settings) {
        var providers = new Providers(all.toArray(Provider[]::new));
        return new CallbackAccounts(Accounts.of(settings.accounts(), providers), providers);
    }

    /** @param accounts by name, as they stand in the operator's file */
    @ConfigurationProperties("rcs")
    record Settings(@DefaultValue Map<String, AccountSettings> accounts) {}
}
