package io.rcsplatform.campaign.template;

import static java.util.stream.Collectors.toMap;

import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.template.Variable;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Templates with their versions. A version is added and never changed. */
@Repository
class Templates {
    private static final UUID LAST = new UUID(-1, -1);
    private static final TypeReference<List<Variable>> VARIABLES = new TypeReference<>() {};

    private final TemplateRows templates;
    private final TemplateVersionRows versions;
    private final EventJson json;
    private final Ids ids;
    private final Clock clock;

    Templates(TemplateRows templates, TemplateVersionRows versions, EventJson json, Ids ids, Clock clock) {
        this.templates = templates;
        this.versions = versions;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    public Template create(TenantId tenant, String name, TemplateContent content) {
        var row = new TemplateRow();
        row.tenantId = tenant.value();
        row.id = ids.draw();
        row.name = name;
        row.createdAt = now();
        return template(templates.save(row), addVersion(row, 1, content));
    }

    /** Empty where there is no such template. */
    @Transactional
    public Optional<Version> addVersion(TenantId tenant, TemplateId id, TemplateContent content) {
        return templates
                .findLockedByTenantIdAndId(tenant.value(), id.value())
                .map(template -> version(addVersion(template, newest(template).number + 1, content)));
    }

    @Transactional(readOnly = true)
    public Optional<Template> find(TenantId tenant, TemplateId id) {
        return templates.findByTenantIdAndId(tenant.value(), id.value()).map(row -> template(row, newest(row)));
    }

    @Transactional(readOnly = true)
    public Page<Template> page(TenantId tenant, Paging paging) {
        var before = paging.after() == null ? LAST : paging.after().uuid();
        var page = Page.of(
                templates.findByTenantIdAndIdLessThanOrderByIdDesc(tenant.value(), before, Limit.of(paging.fetch())),
                paging,
                last -> Cursor.at(last.id));
        var newest = versions
                .findNewest(
                        tenant.value(), page.data().stream().map(row -> row.id).toList())
                .stream()
                .collect(toMap(version -> version.templateId, version -> version));
        return page.map(row -> template(row, newest.getOrDefault(row.id, newest(row))));
    }

    @Transactional(readOnly = true)
    public Page<Version> versions(TenantId tenant, TemplateId id, Paging paging) {
        long before =
                paging.after() == null ? Integer.MAX_VALUE : paging.after().number();
        var rows = versions.findByTenantIdAndTemplateIdAndNumberLessThanOrderByNumberDesc(
                tenant.value(), id.value(), Math.clamp(before, 0, Integer.MAX_VALUE), Limit.of(paging.fetch()));
        return Page.of(rows, paging, last -> Cursor.at(last.number)).map(this::version);
    }

    private TemplateVersionRow addVersion(TemplateRow template, int number, TemplateContent content) {
        var row = new TemplateVersionRow();
        row.tenantId = template.tenantId;
        row.id = ids.draw();
        row.templateId = template.id;
        row.number = number;
        row.rcs = content.rcs() == null ? null : json.mapper().writeValueAsString(content.rcs());
        row.sms = content.sms() == null ? null : json.mapper().writeValueAsString(content.sms());
        row.variables = json.mapper().writeValueAsString(content.variables());
        row.usedVariables = content.usedVariables();
        row.createdAt = now();
        return versions.save(row);
    }

    private TemplateVersionRow newest(TemplateRow template) {
        return versions.findFirstByTenantIdAndTemplateIdOrderByNumberDesc(template.tenantId, template.id)
                .orElseThrow(() -> new IllegalStateException("a template without a version: " + template.id));
    }

    private Template template(TemplateRow row, TemplateVersionRow newest) {
        return new Template(new TemplateId(row.id), row.name, version(newest), row.createdAt);
    }

    private Version version(TemplateVersionRow row) {
        var mapper = json.mapper();
        return new Version(
                new TemplateVersionId(row.id),
                row.number,
                new TemplateContent(
                        row.rcs == null ? null : mapper.readValue(row.rcs, RcsContent.class),
                        row.sms == null ? null : mapper.readValue(row.sms, SmsText.class),
                        mapper.readValue(row.variables, VARIABLES)),
                row.createdAt);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    record Template(TemplateId id, String name, Version newest, Instant createdAt) {}

    record Version(TemplateVersionId id, int number, TemplateContent content, Instant createdAt) {}
}
