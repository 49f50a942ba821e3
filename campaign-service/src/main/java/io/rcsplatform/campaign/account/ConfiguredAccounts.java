package io.rcsplatform.campaign.account;

import io.rcsplatform.campaign.lifecycle.AccountLimits;
import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.Accounts;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.Providers;
import io.rcsplatform.provider.googlerbm.GoogleRbmProvider;
import io.rcsplatform.provider.gupshup.GupshupProvider;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The accounts that the operator has configured and filled in. */
@Component
@EnableConfigurationProperties(AccountProperties.class)
public class ConfiguredAccounts implements AccountLimits {
    private final Providers providers = new Providers(new GupshupProvider(), new GoogleRbmProvider());
    private final Accounts accounts;

    ConfiguredAccounts(AccountProperties properties) {
        this.accounts = Accounts.of(properties.accounts(), providers);
    }

    /** Empty where there is no such account. */
    public Optional<Channel> channel(String account) {
        return accounts.find(account).map(ProviderAccount::channel);
    }

    @Override
    public Optional<ContentLimits> of(String account) {
        return accounts.find(account).map(found -> providers.of(found).limits(found));
    }
}
