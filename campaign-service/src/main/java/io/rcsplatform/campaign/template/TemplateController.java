package io.rcsplatform.campaign.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.template.Templates.Template;
import io.rcsplatform.campaign.template.Templates.Version;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.template.Variable;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/templates")
class TemplateController {
    private final Templates templates;
    private final EventJson json;

    TemplateController(Templates templates, EventJson json) {
        this.templates = templates;
        this.json = json;
    }

    @PostMapping
    @Scope(Scopes.CAMPAIGNS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    TemplateResponse create(Caller caller, @RequestBody TemplateRequest request) {
        var check = new RequestCheck();
        var name = check.name("/name", request.name());
        var content = content(request.rcs(), request.sms(), request.variables());
        refuseUnlessGood(content, check);
        return TemplateResponse.of(templates.create(caller.tenant(), name, content));
    }

    @GetMapping
    @Scope(Scopes.CAMPAIGNS_READ)
    Page<TemplateResponse> list(Caller caller, Paging paging) {
        return templates.page(caller.tenant(), paging).map(TemplateResponse::of);
    }

    @GetMapping("/{id}")
    @Scope(Scopes.CAMPAIGNS_READ)
    TemplateResponse get(Caller caller, @PathVariable String id) {
        return TemplateResponse.of(find(caller, id));
    }

    @PostMapping("/{id}/versions")
    @Scope(Scopes.CAMPAIGNS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    VersionResponse addVersion(Caller caller, @PathVariable String id, @RequestBody VersionRequest request) {
        var template = find(caller, id);
        var check = new RequestCheck();
        var content = content(request.rcs(), request.sms(), request.variables());
        refuseUnlessGood(content, check);
        AuditTrail.before(VersionResponse.of(template.newest()));
        return templates
                .addVersion(caller.tenant(), template.id(), content)
                .map(VersionResponse::of)
                .orElseThrow(() -> ApiProblem.notFound("template", template.id()));
    }

    @GetMapping("/{id}/versions")
    @Scope(Scopes.CAMPAIGNS_READ)
    Page<VersionResponse> versions(Caller caller, @PathVariable String id, Paging paging) {
        return templates
                .versions(caller.tenant(), find(caller, id).id(), paging)
                .map(VersionResponse::of);
    }

    private void refuseUnlessGood(TemplateContent content, RequestCheck check) {
        content.check(check);
        check.storable("", json.mapper().valueToTree(content));
        check.done();
    }

    private Template find(Caller caller, String id) {
        var template = PathId.parse("template", id, TemplateId::parse);
        return templates.find(caller.tenant(), template).orElseThrow(() -> ApiProblem.notFound("template", template));
    }

    private static TemplateContent content(
            @Nullable RcsContent rcs, @Nullable SmsText sms, @Nullable List<@Nullable VariableForm> variables) {
        return new TemplateContent(
                rcs,
                sms,
                variables == null
                        ? List.of()
                        : variables.stream()
                                .map(form -> form == null ? new Variable("", null) : form.variable())
                                .toList());
    }

    record TemplateRequest(
            @Required @Nullable String name,
            @Nullable RcsContent rcs,
            @Nullable SmsText sms,
            @Nullable List<@Nullable VariableForm> variables) {}

    record VersionRequest(
            @Nullable RcsContent rcs,
            @Nullable SmsText sms,
            @Nullable List<@Nullable VariableForm> variables) {}

    /** @param defaultValue for recipients that have no value; null where they are skipped */
    record VariableForm(
            @Required @Nullable String name,
            @JsonProperty("default") @Nullable String defaultValue) {
        Variable variable() {
            return new Variable(name == null ? "" : name, defaultValue);
        }

        static VariableForm of(Variable variable) {
            return new VariableForm(variable.name(), variable.defaultValue());
        }
    }

    record TemplateResponse(TemplateId id, String name, VersionResponse version, Instant createdAt) {
        static TemplateResponse of(Template template) {
            return new TemplateResponse(
                    template.id(), template.name(), VersionResponse.of(template.newest()), template.createdAt());
        }
    }

    record VersionResponse(
            TemplateVersionId id,
            int number,
            @Nullable RcsContent rcs,
            @Nullable SmsText sms,
            List<VariableForm> variables,
            Instant createdAt) {
        static VersionResponse of(Version version) {
            var content = version.content();
            return new VersionResponse(
                    version.id(),
                    version.number(),
                    content.rcs(),
                    content.sms(),
                    content.variables().stream().map(VariableForm::of).toList(),
                    version.createdAt());
        }
    }
}
