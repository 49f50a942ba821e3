package io.rcsplatform.campaign.consent;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/consents")
class ConsentController {
    private static final int MAX_SOURCE = 200;

    private final ConsentLedger ledger;
    private final Consents consents;
    private final Clock clock;

    ConsentController(ConsentLedger ledger, Consents consents, Clock clock) {
        this.ledger = ledger;
        this.consents = consents;
        this.clock = clock;
    }

    @PostMapping
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    ConsentResponse record(Caller caller, @RequestBody ConsentRequest request) {
        var statement = request.statement(clock.instant());
        ledger.record(caller.tenant(), List.of(statement));
        return ConsentResponse.of(statement);
    }

    @GetMapping
    @Scope(Scopes.AUDIENCES_READ)
    Page<ConsentResponse> history(
            Caller caller, @RequestParam(required = false) @Nullable String phone, Paging paging) {
        var check = new RequestCheck();
        var number = Phones.read(check, "?phone", phone);
        check.done();
        return consents.history(caller.tenant(), number, paging).map(ConsentResponse::of);
    }

    record ConsentRequest(
            @Required @Nullable String phone,
            @Required @Nullable ConsentState state,
            @Required @Nullable String source) {
        Statement statement(Instant now) {
            var check = new RequestCheck();
            var number = Phones.read(check, "/phone", phone);
            var from = check.text("/source", source, MAX_SOURCE);
            check.require(state != null, "/state", "required", "Must be opted_in or opted_out");
            check.done();
            return new Statement(number, state == null ? ConsentState.OPTED_OUT : state, from, now);
        }
    }

    /** @param at when it was said */
    record ConsentResponse(PhoneNumber phone, ConsentState state, String source, Instant at) {
        static ConsentResponse of(Statement statement) {
            return new ConsentResponse(statement.number(), statement.state(), statement.source(), statement.at());
        }

        static ConsentResponse of(Consents.Said said) {
            return new ConsentResponse(said.phone(), said.state(), said.source(), said.at());
        }
    }
}
