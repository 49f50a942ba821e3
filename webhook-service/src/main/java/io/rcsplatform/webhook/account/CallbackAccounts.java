package io.rcsplatform.webhook.account;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.rcsplatform.provider.Accounts;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.Providers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts that callbacks come in for, by name and by the secret part of their callback address. */
public final class CallbackAccounts {
    private final Accounts accounts;
    private final Map<String, CallbackAccount> byName;

    public CallbackAccounts(Accounts accounts, Providers providers) {
        this.accounts = accounts;
        byName = accounts.all().stream()
                .collect(toUnmodifiableMap(ProviderAccount::name, account -> callbacks(account, providers)));
    }

    public Optional<CallbackAccount> byAddress(String provider, String token) {
        return accounts.byCallback(provider, token).map(account -> byName.get(account.name()));
    }

    public Optional<CallbackAccount> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    private static CallbackAccount callbacks(ProviderAccount account, Providers providers) {
        return new CallbackAccount(account.name(), providers.of(account).callbacks(account));
    }
}
