package io.rcsplatform.campaign.audit;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.audit.AuditEntries.Selection;
import io.rcsplatform.domain.event.WriteRecorded;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;

/** Who changed what in the tenant, the newest first. */
@RestController
@RequestMapping("/v1/audit_log")
class AuditLogController {
    private static final TypeReference<Map<String, Object>> STATE = new TypeReference<>() {};

    private static final int LONGEST = 1_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final AuditEntries entries;
    private final EventJson json;

    AuditLogController(AuditEntries entries, EventJson json) {
        this.entries = entries;
        this.json = json;
    }

    @GetMapping
    @Scope(Scopes.AUDIT_READ)
    Page<AuditEntry> list(
            Caller caller,
            Paging paging,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String resource,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        var check = new RequestCheck();
        var selection = new Selection(
                text(check, "?actor", actor),
                text(check, "?action", action),
                text(check, "?resource", resource),
                from,
                to);
        checkTime(check, "?from", from);
        checkTime(check, "?to", to);
        check.done();
        return entries.page(caller.tenant(), selection, paging).map(this::entry);
    }

    private static void checkTime(RequestCheck check, String pointer, @Nullable Instant time) {
        check.require(
                time == null || (time.isAfter(EARLIEST) && time.isBefore(LATEST)),
                pointer,
                "wrong_time",
                "Must lie between the years 1 and 9999");
    }

    private static @Nullable String text(RequestCheck check, String pointer, @Nullable String value) {
        return value == null ? null : check.text(pointer, value, LONGEST);
    }

    private AuditEntry entry(WriteRecorded entry) {
        return new AuditEntry(
                entry.id(),
                entry.occurredAt(),
                entry.actor(),
                entry.address(),
                entry.requestId(),
                entry.action(),
                entry.path(),
                entry.resource(),
                state(entry.before()),
                state(entry.after()));
    }

    private @Nullable Map<String, Object> state(@Nullable String text) {
        return text == null ? null : json.mapper().readValue(text, STATE);
    }

    /**
     * @param actor the API key, or the person by the name that their issuer has for them
     * @param action the method and the route
     * @param before what it was, as the API answers it, without secrets and with what names people masked; null where that is not told
     */
    record AuditEntry(
            EventId id,
            Instant occurredAt,
            String actor,
            @Nullable String address,
            @Nullable String requestId,
            String action,
            String path,
            @Nullable String resource,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {}
}
