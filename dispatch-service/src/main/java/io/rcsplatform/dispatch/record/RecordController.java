package io.rcsplatform.dispatch.record;

import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RecordController {
    private static final Duration LONGEST_SPAN = Duration.ofDays(7);

    private final ProviderRecords records;
    private final AcceptedLegs ledger;
    private final Clock clock;

    RecordController(ProviderRecords records, AcceptedLegs ledger, Clock clock) {
        this.records = records;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The ledger is asked only where there is a record to compare it with. */
    @GetMapping("/internal/accounts/{account}/record")
    @Scope(Scopes.INTERNAL)
    AccountRecord record(@PathVariable String account, @RequestParam String from) {
        var start = parse(from);
        var until = clock.instant();
        if (!records.has(account) || start.plus(LONGEST_SPAN).isBefore(until)) {
            return AccountRecord.none(account, start, until);
        }
        return records.of(account, start, until)
                .map(provider -> {
                    var counted = ledger.count(account, start, until);
                    return new AccountRecord(
                            account,
                            true,
                            start,
                            until,
                            provider.accepted(),
                            provider.acceptedAgain(),
                            counted.accepted(),
                            counted.unknown());
                })
                .orElseGet(() -> AccountRecord.none(account, start, until));
    }

    private static Instant parse(String from) {
        try {
            return Instant.parse(from);
        } catch (DateTimeParseException _) {
            throw ApiProblem.invalid("?from", "invalid", "must be an instant in RFC 3339");
        }
    }

    /**
     * What an account accepted in a span of at most a week, by the provider's own record and by the ledger.
     *
     * @param acceptedAgain by the provider: submissions that were not the first to the same number
     * @param ledgerUnknown legs whose answer was lost, which the provider may have accepted
     */
    record AccountRecord(
            String account,
            boolean available,
            Instant from,
            Instant until,
            @Nullable Long accepted,
            @Nullable Long acceptedAgain,
            @Nullable Long ledgerAccepted,
            @Nullable Long ledgerUnknown) {
        static AccountRecord none(String account, Instant from, Instant until) {
            return new AccountRecord(account, false, from, until, null, null, null, null);
        }
    }
}
