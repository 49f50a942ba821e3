package io.rcsplatform.campaign.consent;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.consent.Consents.Suppression;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The suppression list: the numbers that nothing is sent to. Each change of it is a statement in the ledger. */
@RestController
@RequestMapping("/v1/suppressions")
class SuppressionController {
    private static final String SOURCE = "api";

    private final ConsentLedger ledger;
    private final Consents consents;
    private final Clock clock;

    SuppressionController(ConsentLedger ledger, Consents consents, Clock clock) {
        this.ledger = ledger;
        this.consents = consents;
        this.clock = clock;
    }

    @GetMapping
    @Scope(Scopes.AUDIENCES_READ)
    Page<Suppression> list(Caller caller, Paging paging) {
        return consents.suppressions(caller.tenant(), paging);
    }

    @PostMapping
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Suppression add(Caller caller, @RequestBody SuppressionRequest request) {
        var check = new RequestCheck();
        var number = Phones.read(check, "/phone", request.phone());
        check.done();
        state(caller.tenant(), number, ConsentState.OPTED_OUT);
        return find(caller.tenant(), number);
    }

    @DeleteMapping("/{phone}")
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String phone) {
        var check = new RequestCheck();
        var number = Phones.read(check, "/phone", phone);
        check.done();
        var suppression = find(caller.tenant(), number);
        AuditTrail.before(suppression);
        state(caller.tenant(), suppression.phone(), ConsentState.OPTED_IN);
    }

    private void state(TenantId tenant, PhoneNumber number, ConsentState state) {
        ledger.record(tenant, List.of(new Statement(number, state, SOURCE, clock.instant())));
    }

    private Suppression find(TenantId tenant, PhoneNumber number) {
        return consents.suppression(tenant, number).orElseThrow(() -> ApiProblem.notFound("suppression", number));
    }

    record SuppressionRequest(@Required @Nullable String phone) {}
}
