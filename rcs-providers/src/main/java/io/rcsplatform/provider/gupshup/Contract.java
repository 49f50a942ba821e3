package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.AccountCheck;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
        throw new IllegalArgumentException(AccountCheck.key(account, "contract") + ": Gupshup has no contract '"
                + account.contract() + "'; there are "
                + Stream.of(values()).map(Contract::wireName).toList());
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
        var check = new AccountCheck(account);
        check.channelIs(channel);
        check.has(credentials());
        check.isUrl("base-url", account.baseUrl());
        if (this == HUB) {
            check.isUrl("auth-url", account.authUrl());
            check.isFlag("send_message_id");
            check.isFlag("send_traffic_type");
        }
        check.done();
    }
}
