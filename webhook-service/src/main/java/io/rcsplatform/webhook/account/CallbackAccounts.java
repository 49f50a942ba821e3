package io.rcsplatform.webhook.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.Providers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accounts by name and by callback token. A token is looked up by its digest, which the sender of a guess cannot steer, and then
 * compared in constant time: the time of an answer tells nothing about how close a guess was.
 */
public final class CallbackAccounts {
    private static final int MIN_TOKEN_LENGTH = 16;

    private final Map<String, CallbackAccount> byName = new HashMap<>();
    private final Map<String, Entry> byDigest = new HashMap<>();

    public CallbackAccounts(Collection<ProviderAccount> accounts, Providers providers) {
        for (var account : accounts) {
            add(
                    account,
                    new CallbackAccount(account.name(), providers.of(account).callbacks(account)));
        }
    }

    public @Nullable CallbackAccount find(String provider, String token) {
        var given = token.getBytes(UTF_8);
        var entry = byDigest.get(digest(given));
        return entry != null
                        && MessageDigest.isEqual(entry.token().getBytes(UTF_8), given)
                        && entry.provider().equals(provider)
                ? entry.account()
                : null;
    }

    public @Nullable CallbackAccount named(String name) {
        return byName.get(name);
    }

    private void add(ProviderAccount account, CallbackAccount callbacks) {
        var key = "rcs.accounts." + account.name() + ".callback-token";
        if (account.callbackToken().length() < MIN_TOKEN_LENGTH) {
            throw new IllegalArgumentException(key + ": at least " + MIN_TOKEN_LENGTH
                    + " characters, since it is all that keeps strangers from calling back");
        }
        var token = account.callbackToken();
        var other =
                byDigest.putIfAbsent(digest(token.getBytes(UTF_8)), new Entry(account.provider(), token, callbacks));
        if (other != null) {
            throw new IllegalArgumentException(
                    key + ": rcs.accounts." + other.account().name() + " has the same one; each account needs its own");
        }
        byName.put(account.name(), callbacks);
    }

    private static String digest(byte[] token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Entry(String provider, String token, CallbackAccount account) {}
}
