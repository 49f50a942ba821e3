package io.rcsplatform.dispatch.deadletter;

import io.rcsplatform.dispatch.deadletter.DeadLetter.Decision;
import io.rcsplatform.dispatch.deadletter.DeadLetter.Selection;
import io.rcsplatform.domain.id.DeadLetterId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.audit.RecordsItself;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For the operator alone: letters are of all tenants, and their payloads name people. */
@RestController
@Scope(Scopes.PLATFORM)
@RequestMapping("/v1/dead_letters")
class DeadLetterController {
    private final DeadLetters letters;
    private final DecideDeadLetters decisions;
    private final AuditTrail audit;

    DeadLetterController(DeadLetters letters, DecideDeadLetters decisions, AuditTrail audit) {
        this.letters = letters;
        this.decisions = decisions;
        this.audit = audit;
    }

    @GetMapping
    Page<DeadLetterView> list(
            Paging paging,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(name = "event_type", required = false) @Nullable String eventType,
            @RequestParam(name = "tenant_id", required = false) @Nullable TenantId tenant) {
        var check = new SelectionCheck();
        var selection = new Selection(
                check.queue("?queue", queue),
                check.state("?state", state),
                check.eventType("?event_type", eventType),
                tenant,
                List.of());
        check.done();
        return Page.of(
                        letters.page(selection, paging),
                        paging,
                        letter -> Cursor.at(letter.id().value()))
                .map(DeadLetterView::of);
    }

    @GetMapping("/{id}")
    WholeDeadLetter get(@PathVariable("id") String address) {
        var id = parse(address);
        return letters.find(id).map(WholeDeadLetter::of).orElseThrow(() -> ApiProblem.notFound("dead letter", id));
    }

    /** Replaying a letter that was replayed already, and did not fail again, has no effect. */
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DeadLetterView replay(
            Caller caller,
            @PathVariable("id") String address,
            @RequestBody(required = false) @Nullable ReplayRequest request) {
        var check = new SelectionCheck();
        var why = check.why(request == null ? null : request.reason());
        check.done();
        return DeadLetterView.of(decisions.replay(parse(address), new Decision(State.REPLAYED, caller.key(), why)));
    }

    @PostMapping("/{id}/discard")
    DeadLetterView discard(Caller caller, @PathVariable("id") String address, @RequestBody DiscardRequest request) {
        var check = new SelectionCheck();
        var why = check.requiredWhy(request.reason());
        check.done();
        return DeadLetterView.of(decisions.discard(parse(address), new Decision(State.DISCARDED, caller.key(), why)));
    }

    /** Replays the oldest open letters of a group. Asking again goes on with those that were left. */
    @PostMapping("/replay")
    @RecordsItself
    @ResponseStatus(HttpStatus.ACCEPTED)
    GroupReplayed replayGroup(Caller caller, @RequestBody GroupRequest request) {
        var check = new SelectionCheck();
        var selection = check.group(request);
        int limit = check.limit(request.limit());
        var why = check.why(request.reason());
        check.done();
        audit.record("dead_letters", request);
        var outcome = decisions.replay(selection, limit, new Decision(State.REPLAYED, caller.key(), why));
        return new GroupReplayed(outcome.done(), outcome.failed(), outcome.more());
    }

    @PostMapping("/discard")
    GroupDiscarded discardGroup(Caller caller, @RequestBody GroupRequest request) {
        var check = new SelectionCheck();
        var selection = check.group(request);
        int limit = check.limit(request.limit());
        var why = check.requiredWhy(request.reason());
        check.done();
        var outcome = decisions.discard(selection, limit, new Decision(State.DISCARDED, caller.key(), why));
        return new GroupDiscarded(outcome.done(), outcome.more());
    }

    private static DeadLetterId parse(String address) {
        try {
            return DeadLetterId.parse(address);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.notFound("dead letter", address);
        }
    }

    record ReplayRequest(@Nullable String reason) {}

    record DiscardRequest(@Required @Nullable String reason) {}

    /**
     * Which letters; at least one of queue, event type and ids must be given, and all that are given must hold.
     *
     * @param limit how many at most; 1000 where it is left out
     */
    record GroupRequest(
            @Nullable String queue,
            @Nullable String eventType,
            @Nullable TenantId tenantId,
            @Nullable List<@Nullable DeadLetterId> ids,
            @Nullable Integer limit,
            @Nullable String reason) {}

    /**
     * @param failed letters that their queue did not take; they are still open
     * @param hasMore whether others of the group are still open
     */
    record GroupReplayed(int replayed, int failed, boolean hasMore) {}

    record GroupDiscarded(int discarded, boolean hasMore) {}
}
