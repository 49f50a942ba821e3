package io.rcsplatform.dispatch.account;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.Accounts;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.Providers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The provider accounts that can be sent through. Each connects when it is first used. */
public class SendingAccounts implements AutoCloseable {
    private final Accounts accounts;
    private final Providers providers;
    private final Map<String, SendingAccount> open = new ConcurrentHashMap<>();

    SendingAccounts(Accounts accounts, Providers providers) {
        this.accounts = accounts;
        this.providers = providers;
    }

    /** Empty where the operator has configured no such account. */
    public Optional<SendingAccount> find(String name) {
        return accounts.find(name).map(account -> open.computeIfAbsent(name, _ -> open(account)));
    }

    public Collection<ProviderAccount> all() {
        return accounts.all();
    }

    /** By name. */
    public Map<String, Channel> channels() {
        return accounts.all().stream().collect(Collectors.toMap(ProviderAccount::name, ProviderAccount::channel));
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
