package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Read side only: rows are written with the history, never through here. */
@Repository
class CampaignViews {
    private static final String GET = """
            select c.*, w.stalled_reason, w.stalled_since
              from campaign c
              left join campaign_watch w on w.tenant_id = c.tenant_id and w.campaign_id = c.id
             where c.tenant_id = :tenant and c.id = :campaign
            """;
    private static final String PAGE = """
            select c.*, w.stalled_reason, w.stalled_since
              from campaign c
              left join campaign_watch w on w.tenant_id = c.tenant_id and w.campaign_id = c.id
             where c.tenant_id = :tenant and (:after::uuid is null or c.id < :after::uuid)
             order by c.id desc
             limit :rows
            """;
    private static final String RECIPIENTS = """
            select seq, contact_id, skip_reason
              from campaign_recipient
             where tenant_id = :tenant and campaign_id = :campaign and seq > :after
             order by seq
             limit :rows
            """;

    private final JdbcClient jdbc;

    CampaignViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    CampaignView get(TenantId tenant, CampaignId id) {
        return jdbc.sql(GET)
                .param("tenant", tenant.value())
                .param("campaign", id.value())
                .query((row, _) -> view(row))
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("campaign", id));
    }

    /** The answer to a command: the campaign as it is now; what the command started goes on. */
    ResponseEntity<CampaignView> accepted(TenantId tenant, CampaignId id) {
        var view = get(tenant, id);
        return ResponseEntity.accepted().eTag(view.etag()).body(view);
    }

    /** Newest first. */
    Page<CampaignView> page(TenantId tenant, Paging paging) {
        var rows = jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("after", paging.after() == null ? null : paging.after().uuid())
                .param("rows", paging.fetch())
                .query((row, _) -> view(row))
                .list();
        return Page.of(rows, paging, view -> Cursor.at(view.id().value()));
    }

    /** @param messageId null for one who is skipped, and so gets none */
    record RecipientView(
            @Nullable MessageId messageId,
            int sequence,
            ContactId contactId,
            @Nullable String skipReason) {}

    Page<RecipientView> recipients(CampaignView campaign, TenantId tenant, Paging paging) {
        if (!campaign.recipientsKept()) {
            throw ApiProblem.of(
                    HttpStatus.GONE,
                    "recipients_not_kept",
                    "The recipients are kept no longer",
                    "Campaign " + campaign.id() + " was so long ago that its recipients are kept no longer.",
                    "Get the campaign's reconciliation: its figures stay.");
        }
        var rows = jdbc.sql(RECIPIENTS)
                .param("tenant", tenant.value())
                .param("campaign", campaign.id().value())
                .param("after", paging.after() == null ? 0 : paging.after().number())
                .param("rows", paging.fetch())
                .query((row, _) -> recipient(campaign, row))
                .list();
        return Page.of(rows, paging, recipient -> Cursor.at(recipient.sequence()));
    }

    private static RecipientView recipient(CampaignView campaign, ResultSet row) throws SQLException {
        int sequence = row.getInt("seq");
        var skipped = row.getString("skip_reason");
        var launchedAt = campaign.launchedAt();
        return new RecipientView(
                skipped != null || launchedAt == null ? null : MessageId.derive(campaign.id(), launchedAt, sequence),
                sequence,
                new ContactId(row.getObject("contact_id", UUID.class)),
                skipped);
    }

    private static CampaignView view(ResultSet row) throws SQLException {
        var fallback = row.getObject("fallback_sender_id", UUID.class);
        return new CampaignView(
                new CampaignId(row.getObject("id", UUID.class)),
                row.getString("name"),
                CampaignStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("status_reason"),
                stall(row),
                new SenderId(row.getObject("sender_id", UUID.class)),
                new TemplateVersionId(row.getObject("template_version_id", UUID.class)),
                new AudienceId(row.getObject("audience_id", UUID.class)),
                TrafficClass.valueOf(row.getString("traffic_class").toUpperCase(Locale.ROOT)),
                fallback == null ? null : new CampaignView.Fallback(new SenderId(fallback)),
                row.getInt("validity_s"),
                UnknownPolicy.valueOf(row.getString("unknown_policy").toUpperCase(Locale.ROOT)),
                instant(row, "launch_at"),
                instant(row, "launched_at"),
                row.getInt("recipients"),
                row.getInt("skipped"),
                row.getString("recipients_kept").equals("all"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }

    private static CampaignView.@Nullable Stall stall(ResultSet row) throws SQLException {
        var reason = row.getString("stalled_reason");
        var since = instant(row, "stalled_since");
        return reason == null || since == null
                ? null
                : CampaignView.Stall.of(StallReason.valueOf(reason.toUpperCase(Locale.ROOT)), since);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
