package io.rcsplatform.dispatch.account;

import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.Providers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The provider accounts that can be sent through. Checked when the service starts; each connects when it is first used. */
public class Accounts implements AutoCloseable {
    private final Providers providers;
    private final Map<String, ProviderAccount> accounts;
    private final Map<String, SendingAccount> open = new ConcurrentHashMap<>();

    Accounts(Providers providers, AccountProperties properties) {
        this.providers = providers;
        this.accounts = properties.accounts().entrySet().stream()
                .map(entry -> entry.getValue().named(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(ProviderAccount::name, account -> account));
        accounts.values().forEach(account -> providers.of(account).check(account));
    }

    /** Empty where the operator has configured no such account. */
    public Optional<SendingAccount> find(String name) {
        return Optional.ofNullable(accounts.get(name)).map(account -> open.computeIfAbsent(name, _ -> open(account)));
    }

    private SendingAccount open(ProviderAccount account) {
        return new SendingAccount(providers.of(account).sender(account), account.responseTimeout());
    }

    @Override
    public void close() {
        open.values().forEach(account -> account.sender().close());
    }

    /** @param responseTimeout by when the sender itself gives up waiting for an answer */
    public record SendingAccount(MessageSender sender, Duration responseTimeout) {}
}
