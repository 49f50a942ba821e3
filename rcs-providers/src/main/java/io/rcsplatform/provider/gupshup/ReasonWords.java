package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.provider.wire.LooseJson;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reason out of what a provider says: the causes of Gupshup's delivery reports, the error names of its hub, and the
 * sentences seen at callers. The first entry that fits holds, so the particular stands before the general.
 */
final class ReasonWords {
    private record Entry(Reason reason, List<String> words) {
        Entry(Reason reason, String... words) {
            this(reason, List.of(words));
        }

        boolean fits(String said) {
            return words.stream().anyMatch(said::contains);
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            new Entry(Reason.USER_CAP, "traffic limit for this agent on the user"),
            new Entry(Reason.RATE_LIMITED, "rate limit", "too many requests", "throttl", "resource exhausted"),
            new Entry(
                    Reason.NOT_RCS,
                    "rcs disabled",
                    "rcs is disabled",
                    "rcs not enabled",
                    "rcs is not enabled",
                    "not rcs"),
            new Entry(Reason.AGENT_NOT_LAUNCHED, "not launched", "permission denied"),
            new Entry(Reason.OPTED_OUT, "opted out", "opt out", "unsubscribed"),
            new Entry(Reason.DO_NOT_DISTURB, "dnd", "do not disturb"),
            new Entry(Reason.CURFEW, "curfew", "working hours", "promo time"),
            new Entry(Reason.BALANCE, "balance", "insufficient credit"),
            new Entry(Reason.TEMPLATE, "template", "custom params", "customparams"),
            new Entry(Reason.EXPIRED, "expired", "expiration", "expiry"),
            new Entry(Reason.ABSENT_SUBSCRIBER, "absent subscriber", "absent"),
            new Entry(Reason.BLOCKED, "blocked", "call barred"),
            new Entry(
                    Reason.INVALID_NUMBER,
                    "unknown subscriber",
                    "invalid phone",
                    "invalid number",
                    "invalid msisdn",
                    "phone number is not valid",
                    "number not found"),
            new Entry(
                    Reason.AUTHENTICATION,
                    "authentication",
                    "unauthorized",
                    "invalid client",
                    "invalid ip address",
                    "invalid userid",
                    "password"),
            new Entry(Reason.FEATURE_UNSUPPORTED, "not support", "unsupported"),
            new Entry(Reason.PROVIDER_DOWN, "system failure", "service down", "internal server error"),
            new Entry(Reason.OTHER, "maap specific error"));

    private ReasonWords() {}

    static @Nullable Reason read(String words) {
        if (words.isEmpty()) {
            return null;
        }
        var said = words.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        for (var entry : ENTRIES) {
            if (entry.fits(said)) {
                return entry.reason;
            }
        }
        return null;
    }

    /** A provider's words about an error, wherever its JSON has them. */
    static String saidIn(LooseJson json) {
        var error = json.at("error");
        return Stream.of(
                        json.first("errorCode", "code"),
                        error.asText(),
                        error.first("message", "type"),
                        error.first("status"),
                        json.first("message", "details", "errorMessage", "description"),
                        json.first("reason"))
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
