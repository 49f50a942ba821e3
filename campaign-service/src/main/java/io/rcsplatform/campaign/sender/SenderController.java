package io.rcsplatform.campaign.sender;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.account.ConfiguredAccounts;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Senders: who a message comes from, through which provider account, and how fast at most. */
@RestController
@RequestMapping("/v1/senders")
class SenderController {
    private static final int MAX_RATE = 10_000;
    private static final int MAX_ADDRESS = 200;
    private static final UUID LAST = new UUID(-1, -1);

    private final SenderRows rows;
    private final ConfiguredAccounts accounts;
    private final Ids ids;
    private final Clock clock;

    SenderController(SenderRows rows, ConfiguredAccounts accounts, Ids ids, Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @Scope(Scopes.ADMIN)
    @ResponseStatus(HttpStatus.CREATED)
    Sender create(Caller caller, @RequestBody SenderRequest request) {
        var check = new RequestCheck();
        var row = new SenderRow();
        row.tenantId = caller.tenant().value();
        row.id = ids.draw();
        row.name = check.name("/name", request.name());
        row.channel = channel(check, request.channel());
        row.providerAccount = account(check, request);
        row.address = request.address() == null ? null : check.text("/address", request.address(), MAX_ADDRESS);
        row.ratePerSecond = rate(check, request.ratePerSecond());
        row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        check.done();
        return Sender.of(rows.save(row));
    }

    @GetMapping
    @Scope(Scopes.CAMPAIGNS_READ)
    Page<Sender> list(Caller caller, Paging paging) {
        var before = paging.after() == null ? LAST : paging.after().uuid();
        var found = rows.findByTenantIdAndIdLessThanOrderByIdDesc(
                caller.tenant().value(), before, Limit.of(paging.fetch()));
        return Page.of(found, paging, last -> Cursor.at(last.id)).map(Sender::of);
    }

    @GetMapping("/{id}")
    @Scope(Scopes.CAMPAIGNS_READ)
    Sender get(Caller caller, @PathVariable String id) {
        return Sender.of(find(caller, id));
    }

    /** Batches that are on their way keep the rate that they were made with. */
    @PatchMapping("/{id}")
    @Scope(Scopes.ADMIN)
    Sender change(Caller caller, @PathVariable String id, @RequestBody SenderChange change) {
        var row = find(caller, id);
        AuditTrail.before(Sender.of(row));
        var check = new RequestCheck();
        if (change.name() != null) {
            row.name = check.name("/name", change.name());
        }
        if (change.ratePerSecond() != null) {
            row.ratePerSecond = rate(check, change.ratePerSecond());
        }
        check.done();
        return Sender.of(rows.save(row));
    }

    private SenderRow find(Caller caller, String id) {
        var sender = PathId.parse("sender", id, SenderId::parse);
        return rows.findByTenantIdAndId(caller.tenant().value(), sender.value())
                .orElseThrow(() -> ApiProblem.notFound("sender", sender));
    }

    private static String channel(RequestCheck check, @Nullable Channel channel) {
        check.require(channel != null, "/channel", "required", "Must be rcs or sms");
        return channel == null ? "" : channel.name().toLowerCase(Locale.ROOT);
    }

    private String account(RequestCheck check, SenderRequest request) {
        var name = check.name("/provider_account", request.providerAccount());
        if (name.isEmpty()) {
            return name;
        }
        var channel = accounts.channel(name).orElse(null);
        if (channel == null) {
            check.refuse(
                    "/provider_account",
                    "unknown_account",
                    "The operator has configured no provider account of this name: ask for one");
        } else if (request.channel() != null && request.channel() != channel) {
            check.refuse(
                    "/provider_account",
                    "wrong_channel",
                    "This account sends " + channel.name() + ": use one for " + request.channel()
                            + " or change channel");
        }
        return name;
    }

    private static int rate(RequestCheck check, @Nullable Integer rate) {
        boolean holds = rate != null && rate >= 1 && rate <= MAX_RATE;
        check.require(
                holds,
                "/rate_per_second",
                rate == null ? "required" : "out_of_bounds",
                "Must be 1 to " + MAX_RATE + " messages per second, as the provider allows the account");
        return rate == null ? 1 : rate;
    }

    record SenderRequest(
            @Required @Nullable String name,
            @Required @Nullable Channel channel,
            @Required @Nullable String providerAccount,
            @Nullable String address,
            @Required @Nullable Integer ratePerSecond) {}

    record SenderChange(@Nullable String name, @Nullable Integer ratePerSecond) {}

    /** @param address the agent's id at the provider for RCS, the sender id for SMS; null where the account implies it */
    record Sender(
            SenderId id,
            String name,
            Channel channel,
            String providerAccount,
            @Nullable String address,
            int ratePerSecond,
            Instant createdAt) {
        static Sender of(SenderRow row) {
            return new Sender(
                    new SenderId(row.id),
                    row.name,
                    Channel.valueOf(row.channel.toUpperCase(Locale.ROOT)),
                    row.providerAccount,
                    row.address,
                    row.ratePerSecond,
                    row.createdAt);
        }
    }
}
