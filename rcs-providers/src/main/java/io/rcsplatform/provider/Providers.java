package io.rcsplatform.provider;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All providers by name. */
public final class Providers {
    private final Map<String, Provider> byName;

    public Providers(Provider... providers) {
        byName = Stream.of(providers).collect(Collectors.toUnmodifiableMap(Provider::name, Function.identity()));
    }

    /** @throws IllegalArgumentException naming the account's key when there is no such provider */
    public Provider of(ProviderAccount account) {
        var provider = byName.get(account.provider());
        if (provider == null) {
            throw new IllegalArgumentException("rcs.accounts." + account.name() + ".provider: no provider is named '"
                    + account.provider() + "'; there are "
                    + byName.keySet().stream().sorted().toList());
        }
        return provider;
    }
}
