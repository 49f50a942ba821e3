package io.rcsplatform.campaign.audience;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.AlsoAnswers;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/contacts")
class ContactController {
    private final PutContact putContact;
    private final Contacts contacts;
    private final PhoneReader phones;

    ContactController(PutContact putContact, Contacts contacts, PhoneReader phones) {
        this.putContact = putContact;
        this.contacts = contacts;
        this.phones = phones;
    }

    /** 201 for a number that is new, 200 for one that was there and has these attributes now. */
    @PostMapping
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    @AlsoAnswers(HttpStatus.OK)
    ResponseEntity<Contact> put(Caller caller, @RequestBody ContactRequest request) {
        var check = new RequestCheck();
        var number = number(check, request.phone());
        var attributes = attributes(check, request.attributes());
        check.done();
        var placed = putContact.put(caller.tenant(), number, attributes, Boolean.TRUE.equals(request.optedOut()));
        return ResponseEntity.status(placed.added() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(find(caller, placed.id()));
    }

    @GetMapping
    @Scope(Scopes.AUDIENCES_READ)
    Page<Contact> list(Caller caller, Paging paging) {
        return contacts.page(caller.tenant(), paging);
    }

    @GetMapping("/{id}")
    @Scope(Scopes.AUDIENCES_READ)
    Contact get(Caller caller, @PathVariable String id) {
        return find(caller, PathId.parse("contact", id, ContactId::parse));
    }

    /** The suppression list remembers the number all the same. */
    @DeleteMapping("/{id}")
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String id) {
        var contact = find(caller, PathId.parse("contact", id, ContactId::parse));
        AuditTrail.before(contact);
        if (!contacts.delete(caller.tenant(), contact.id())) {
            throw ApiProblem.notFound("contact", id);
        }
    }

    private Contact find(Caller caller, ContactId id) {
        return contacts.find(caller.tenant(), id).orElseThrow(() -> ApiProblem.notFound("contact", id));
    }

    private PhoneNumber number(RequestCheck check, @Nullable String phone) {
        return switch (phones.read(phone == null ? "" : phone, null)) {
            case PhoneReader.Read(var number) -> number;
            case PhoneReader.Refused(var code, var detail, var action) -> {
                check.refuse("/phone", code, detail + ": " + action);
                yield new PhoneNumber(999_999_999_999_999L);
            }
        };
    }

    private static Map<String, String> attributes(RequestCheck check, @Nullable Map<String, @Nullable String> given) {
        var attributes = new HashMap<String, String>();
        if (given == null) {
            return attributes;
        }
        check.require(
                given.size() <= Attributes.MAX_COUNT,
                "/attributes",
                "too_many",
                "At most " + Attributes.MAX_COUNT + "; there are " + given.size());
        given.forEach((name, value) -> {
            var at = "/attributes/" + name.replace("~", "~0").replace("/", "~1");
            check.require(
                    Attributes.isName(name),
                    at,
                    "invalid_name",
                    "A name starts with a letter a to z and goes on with at most 63 of a to z, 0 to 9 and _");
            if (value != null) {
                check.require(
                        Attributes.isStorable(value),
                        at,
                        "too_long",
                        "At most " + Attributes.MAX_LENGTH + " characters, none of them NUL");
                attributes.put(name, value);
            }
        });
        return attributes;
    }

    record ContactRequest(
            @Required @Nullable String phone,
            @Nullable Map<String, @Nullable String> attributes,
            @Nullable Boolean optedOut) {}
}
