package io.rcsplatform.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The provider accounts of this installation, each checked by its provider. */
public final class Accounts {
    private static final String KEY = "rcs.accounts";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,128}");
    private static final int DEFAULT_CONNECTIONS = 64;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

    private final Map<String, ProviderAccount> byName;
    private final List<String> unconfigured;

    private Accounts(Map<String, ProviderAccount> byName, List<String> unconfigured) {
        this.byName = Map.copyOf(byName);
        this.unconfigured = List.copyOf(unconfigured);
    }

    /**
     * @param settings by account name
     * @throws IllegalArgumentException naming every key that is missing or wrong, a line each
     */
    public static Accounts of(Map<String, AccountSettings> settings, Providers providers) {
        var accounts = new TreeMap<String, ProviderAccount>();
        var unconfigured = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        new TreeMap<>(settings).forEach((name, account) -> {
            if (!NAME.matcher(name).matches()) {
                wrong.add(KEY + "." + name + ": a name is lower-case letters, digits and hyphens, 63 at most");
            } else if (!account.isConfigured()) {
                unconfigured.add(name);
            } else {
                new Reading(name, account, providers, wrong).account().ifPresent(read -> accounts.put(name, read));
            }
        });
        if (accounts.isEmpty() && wrong.isEmpty()) {
            wrong.add(KEY + ": no account has credentials"
                    + (unconfigured.isEmpty() ? "" : "; listed are " + unconfigured));
        }
        sharedTokens(accounts.values(), wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        return new Accounts(accounts, unconfigured);
    }

    private static void sharedTokens(Collection<ProviderAccount> accounts, List<String> wrong) {
        var owners = new HashMap<String, String>();
        for (var account : accounts) {
            var owner = owners.putIfAbsent(account.provider() + "/" + account.callbackToken(), account.name());
            if (owner != null) {
                wrong.add(KEY + "." + account.name() + ".callback-token: is that of " + owner
                        + " too; each account needs its own");
            }
        }
    }

    public Optional<ProviderAccount> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The account that a callback address belongs to. Takes as long for a wrong token as for a right one. */
    public Optional<ProviderAccount> byCallback(String provider, String token) {
        var given = token.getBytes(StandardCharsets.UTF_8);
        ProviderAccount found = null;
        for (var account : byName.values()) {
            boolean same = MessageDigest.isEqual(account.callbackToken().getBytes(StandardCharsets.UTF_8), given);
            if (same && account.provider().equals(provider)) {
                found = account;
            }
        }
        return Optional.ofNullable(found);
    }

    public Collection<ProviderAccount> all() {
        return byName.values();
    }

    /** The names of accounts that are listed without credentials, and so left out. */
    public List<String> unconfigured() {
        return unconfigured;
    }

    /** Reads one account and notes all that is wrong with it. */
    private record Reading(String name, AccountSettings settings, Providers providers, List<String> wrong) {

        Optional<ProviderAccount> account() {
            int before = wrong.size();
            var provider = required("provider", settings.provider());
            var contract = required("contract", settings.contract());
            var baseUrl =
                    settings.baseUrl() == null || settings.baseUrl().toString().isBlank() ? null : settings.baseUrl();
            if (baseUrl == null) {
                missing("base-url");
            }
            var channel = settings.channel();
            if (channel == null) {
                missing("channel");
            }
            var token = token();
            int connections = connections();
            var timeout = timeout();
            if (baseUrl == null || channel == null || provider.isEmpty() || contract.isEmpty()) {
                return Optional.empty();
            }
            var account = new ProviderAccount(
                    name,
                    provider,
                    channel,
                    contract,
                    baseUrl,
                    blankToNull(settings.authUrl()),
                    settings.givenCredentials(),
                    token,
                    connections,
                    timeout);
            try {
                providers.of(account).check(account);
            } catch (IllegalArgumentException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
            return wrong.size() > before ? Optional.empty() : Optional.of(account);
        }

        private static @Nullable URI blankToNull(@Nullable URI url) {
            return url == null || url.toString().isBlank() ? null : url;
        }

        private String required(String key, @Nullable String value) {
            if (value == null || value.isBlank()) {
                missing(key);
                return "";
            }
            return value;
        }

        private String token() {
            var token = required("callback-token", settings.callbackToken());
            if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
                add("callback-token", "must be 16 to 128 letters, digits, underscores and hyphens, and hard to guess");
            }
            return token;
        }

        private int connections() {
            var connections = settings.maxConnections();
            if (connections == null) {
                return DEFAULT_CONNECTIONS;
            }
            if (connections < 1 || connections > MOST_CONNECTIONS) {
                add("max-connections", "must be within 1 and " + MOST_CONNECTIONS);
            }
            return connections;
        }

        private Duration timeout() {
            var timeout = settings.responseTimeout();
            if (timeout == null) {
                return DEFAULT_TIMEOUT;
            }
            if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
                add("response-timeout", "must be positive and at most " + LONGEST_TIMEOUT.toMinutes() + " minutes");
            }
            return timeout;
        }

        private void missing(String key) {
            add(key, "is missing");
        }

        private void add(String key, String what) {
            wrong.add(KEY + "." + name + "." + key + ": " + what);
        }
    }
}
