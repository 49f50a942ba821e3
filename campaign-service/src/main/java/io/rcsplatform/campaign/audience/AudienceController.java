package io.rcsplatform.campaign.audience;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/audiences")
class AudienceController {
    private final Audiences audiences;
    private final Ids ids;
    private final Clock clock;

    AudienceController(Audiences audiences, Ids ids, Clock clock) {
        this.audiences = audiences;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Audience create(Caller caller, @RequestBody AudienceRequest request) {
        var check = new RequestCheck();
        var name = check.name("/name", request.name());
        check.done();
        var audience = new Audience(
                new AudienceId(ids.draw()), name, 0, clock.instant().truncatedTo(ChronoUnit.MICROS));
        audiences.add(caller.tenant(), audience);
        return audience;
    }

    @GetMapping
    @Scope(Scopes.AUDIENCES_READ)
    Page<Audience> list(Caller caller, Paging paging) {
        return audiences.page(caller.tenant(), paging);
    }

    @GetMapping("/{id}")
    @Scope(Scopes.AUDIENCES_READ)
    Audience get(Caller caller, @PathVariable String id) {
        return find(caller, id);
    }

    @PutMapping("/{id}/contacts/{contact}")
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void join(Caller caller, @PathVariable String id, @PathVariable String contact) {
        var audience = find(caller, id);
        var contactId = PathId.parse("contact", contact, ContactId::parse);
        if (!audiences.join(caller.tenant(), audience.id(), contactId)) {
            throw ApiProblem.notFound("contact", contactId);
        }
    }

    @DeleteMapping("/{id}/contacts/{contact}")
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Caller caller, @PathVariable String id, @PathVariable String contact) {
        var audience = find(caller, id);
        var contactId = PathId.parse("contact", contact, ContactId::parse);
        if (!audiences.leave(caller.tenant(), audience.id(), contactId)) {
            throw ApiProblem.notFound("contact", contactId);
        }
    }

    private Audience find(Caller caller, String id) {
        var audience = PathId.parse("audience", id, AudienceId::parse);
        return audiences.find(caller.tenant(), audience).orElseThrow(() -> ApiProblem.notFound("audience", audience));
    }

    record AudienceRequest(@Required @Nullable String name) {}
}
