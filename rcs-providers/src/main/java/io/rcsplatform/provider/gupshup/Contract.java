package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.ProviderAccount;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an account of each contract must bring, and what it can carry. */
enum Contract {
    GATEWAY(Channel.RCS),
    HUB(Channel.RCS),
    SMS(Channel.SMS);

    private final Channel channel;

    Contract(Channel channel) {
        this.channel = channel;
    }

    static Contract of(ProviderAccount account) {
        for (var contract : values()) {
            if (contract.wireName().equals(account.contract())) {
                return contract;
            }
        }
        throw new IllegalArgumentException(key(account, "contract") + ": Gupshup has no contract '" + account.contract()
                + "'; there are " + Stream.of(values()).map(Contract::wireName).toList());
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private List<String> credentials() {
        return switch (this) {
            case GATEWAY, SMS -> List.of("userid", "password");
            case HUB -> List.of("client_id", "client_secret");
        };
    }

    /** The hub takes Google's content, in texts as long as its callers found to pass. */
    ContentLimits limits() {
        return switch (this) {
            case GATEWAY -> ContentLimits.GOOGLE.providerTemplatesOnly();
            case HUB -> ContentLimits.GOOGLE.withText(2500).withPostbackData(120);
            case SMS -> ContentLimits.GOOGLE;
        };
    }

    /** @throws IllegalArgumentException naming every key that is missing or wrong */
    void check(ProviderAccount account) {
        var wrong = new ArrayList<String>();
        if (account.channel() != channel) {
            wrong.add(key(account, "channel") + ": contract " + wireName() + " carries " + channel);
        }
        for (var name : credentials()) {
            if (account.credentials().getOrDefault(name, "").isBlank()) {
                wrong.add(key(account, "credentials." + name) + ": is missing");
            }
        }
        checkUrl(key(account, "base-url"), account.baseUrl(), wrong);
        if (this == HUB) {
            checkUrl(key(account, "auth-url"), account.authUrl(), wrong);
            checkFlag(account, "send_message_id", wrong);
            checkFlag(account, "send_traffic_type", wrong);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
    }

    private static void checkUrl(String key, @Nullable URI url, List<String> wrong) {
        if (url == null) {
            wrong.add(key + ": is missing");
        } else if (url.getHost() == null
                || !("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))) {
            wrong.add(key + ": must be an absolute http or https URL");
        } else if (url.getRawQuery() != null || url.getRawUserInfo() != null) {
            wrong.add(key + ": must not hold a query or credentials, which would end up in logs");
        }
    }

    private static void checkFlag(ProviderAccount account, String name, List<String> wrong) {
        if (!List.of("", "true", "false").contains(account.credentials().getOrDefault(name, ""))) {
            wrong.add(key(account, "credentials." + name) + ": must be true or false");
        }
    }

    private static String key(ProviderAccount account, String key) {
        return "rcs.accounts." + account.name() + "." + key;
    }
}
