package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.platform.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a campaign refers to: its sender, its template's version, its audience. */
@Repository
class CampaignReferences {
    private static final String SENDER = """
            select channel, provider_account from sender where tenant_id = :tenant and id = :sender
            """;
    private static final String VERSION = """
            select id, rcs, sms from template_version where tenant_id = :tenant and id = :version
            """;
    private static final String NEWEST_VERSION = """
            select id, rcs, sms
              from template_version
             where tenant_id = :tenant and template_id = :template
             order by number desc
             limit 1
            """;
    private static final String HAS_AUDIENCE = """
            select exists (select 1 from audience where tenant_id = :tenant and id = :audience)
            """;
    private static final String HAS_MEMBERS = """
            select exists (select 1 from audience_member where tenant_id = :tenant and audience_id = :audience)
            """;

    private final JdbcClient jdbc;
    private final EventJson json;

    CampaignReferences(JdbcClient jdbc, EventJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record SenderFacts(Channel channel, String account) {}

    record VersionFacts(
            TemplateVersionId id,
            @Nullable RcsContent rcs,
            @Nullable SmsText sms) {}

    Optional<SenderFacts> sender(TenantId tenant, SenderId sender) {
        return jdbc.sql(SENDER)
                .param("tenant", tenant.value())
                .param("sender", sender.value())
                .query((row, _) -> new SenderFacts(
                        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                        row.getString("provider_account")))
                .optional();
    }

    Optional<VersionFacts> version(TenantId tenant, TemplateVersionId version) {
        return jdbc.sql(VERSION)
                .param("tenant", tenant.value())
                .param("version", version.value())
                .query((row, _) -> version(row))
                .optional();
    }

    Optional<VersionFacts> newestVersion(TenantId tenant, TemplateId template) {
        return jdbc.sql(NEWEST_VERSION)
                .param("tenant", tenant.value())
                .param("template", template.value())
                .query((row, _) -> version(row))
                .optional();
    }

    boolean hasAudience(TenantId tenant, AudienceId audience) {
        return exists(HAS_AUDIENCE, tenant, audience);
    }

    boolean isEmptyAudience(TenantId tenant, AudienceId audience) {
        return !exists(HAS_MEMBERS, tenant, audience);
    }

    private boolean exists(String query, TenantId tenant, AudienceId audience) {
        return jdbc.sql(query)
                .param("tenant", tenant.value())
                .param("audience", audience.value())
                .query(Boolean.class)
                .single();
    }

    private VersionFacts version(ResultSet row) throws SQLException {
        var rcs = row.getString("rcs");
        var sms = row.getString("sms");
        return new VersionFacts(
                new TemplateVersionId(row.getObject("id", UUID.class)),
                rcs == null ? null : json.mapper().readValue(rcs, RcsContent.class),
                sms == null ? null : json.mapper().readValue(sms, SmsText.class));
    }
}
