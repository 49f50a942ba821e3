package io.rcsplatform.provider.wire;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.ProviderAccount;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds all that is wrong with an account, and names the configuration keys, never their values. */
public final class AccountCheck {
    private final ProviderAccount account;
    private final List<String> wrong = new ArrayList<>();

    public AccountCheck(ProviderAccount account) {
        this.account = account;
    }

    public static String key(ProviderAccount account, String key) {
        return "rcs.accounts." + account.name() + "." + key;
    }

    /** @param what is wrong, after the key */
    public void wrong(String key, String what) {
        wrong.add(key(account, key) + ": " + what);
    }

    public void channelIs(Channel channel) {
        if (account.channel() != channel) {
            wrong("channel", "contract " + account.contract() + " carries " + channel);
        }
    }

    public void has(List<String> credentials) {
        for (var name : credentials) {
            if (account.credentials().getOrDefault(name, "").isBlank()) {
                wrong("credentials." + name, "is missing");
            }
        }
    }

    /** A credential that may be left out. */
    public void isFlag(String credential) {
        if (!List.of("", "true", "false").contains(account.credentials().getOrDefault(credential, ""))) {
            wrong("credentials." + credential, "must be true or false");
        }
    }

    public void isUrl(String key, @Nullable URI url) {
        if (url == null) {
            wrong(key, "is missing");
        } else if (url.getHost() == null
                || !("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))) {
            wrong(key, "must be an absolute http or https URL");
        } else if (url.getRawQuery() != null || url.getRawUserInfo() != null) {
            wrong(key, "must not hold a query or credentials, which would end up in logs");
        }
    }

    /** @throws IllegalArgumentException naming every key that is missing or wrong */
    public void done() {
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
    }
}
