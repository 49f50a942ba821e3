package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.audience.Audiences;
import io.rcsplatform.campaign.audience.PhoneReader;
import io.rcsplatform.campaign.audience.importing.Imports.NumberedError;
import io.rcsplatform.campaign.audience.importing.ReceiveImport.Naming;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.audit.RecordsItself;
import io.rcsplatform.platform.idempotency.SentOnce;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/imports")
class ImportController {
    private final ReceiveImport receiveImport;
    private final Imports imports;
    private final Audiences audiences;
    private final PhoneReader phones;

    ImportController(ReceiveImport receiveImport, Imports imports, Audiences audiences, PhoneReader phones) {
        this.receiveImport = receiveImport;
        this.imports = imports;
        this.audiences = audiences;
        this.phones = phones;
    }

    @PostMapping(consumes = "text/csv")
    @RecordsItself
    @SentOnce
    @Scope(Scopes.AUDIENCES_WRITE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ImportJob> receive(
            Caller caller,
            @RequestParam(name = "audience_id", required = false) @Nullable String audience,
            @RequestParam(name = "default_country", required = false) @Nullable String country,
            @RequestParam(name = "phone_column", required = false) @Nullable String phone,
            @RequestParam(name = "consent_column", required = false) @Nullable String consent,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestHeader("Idempotency-Key") String key,
            InputStream file) {
        requireUtf8(type.getCharset());
        var received = receiveImport.receive(
                caller.tenant(),
                new Upload(
                        key, audience(caller.tenant(), audience), country(country), new Naming(phone, consent), file));
        var answer = ResponseEntity.accepted();
        if (received.again()) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(find(caller.tenant(), received.id()));
    }

    @GetMapping("/{id}")
    @Scope(Scopes.AUDIENCES_READ)
    ImportJob get(Caller caller, @PathVariable String id) {
        return find(caller.tenant(), PathId.parse("import", id, ImportId::parse));
    }

    @GetMapping("/{id}/errors")
    @Scope(Scopes.AUDIENCES_READ)
    Page<ImportError> errors(Caller caller, @PathVariable String id, Paging paging) {
        var job = find(caller.tenant(), PathId.parse("import", id, ImportId::parse));
        return Page.of(imports.errors(caller.tenant(), job.id(), paging), paging, NumberedError::cursor)
                .map(NumberedError::error);
    }

    private ImportJob find(TenantId tenant, ImportId id) {
        return imports.find(tenant, id).orElseThrow(() -> ApiProblem.notFound("import", id));
    }

    private @Nullable AudienceId audience(TenantId tenant, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var id = PathId.parse("audience", text, AudienceId::parse);
        if (!audiences.exists(tenant, id)) {
            throw ApiProblem.notFound("audience", id);
        }
        return id;
    }

    private @Nullable String country(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var country = text.toUpperCase(Locale.ROOT);
        var check = new RequestCheck();
        check.require(
                phones.knows(country),
                "?default_country",
                "unknown_country",
                "Must be the two letters of a country (ISO 3166), such as IN");
        check.done();
        return country;
    }

    private static void requireUtf8(@Nullable Charset charset) {
        var check = new RequestCheck();
        check.require(
                charset == null || charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII),
                "",
                "not_utf8",
                "The Content-Type names the charset " + charset + ": save and send the file as UTF-8");
        check.done();
    }
}
