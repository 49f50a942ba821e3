package io.rcsplatform.campaign.given;

import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignSettings;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import io.rcsplatform.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What campaigns need to be there before them. Each tenant is new, so that no test sees another's. */
public class Given {
    private final JdbcClient jdbc;
    private final Ids ids;
    private final Campaigns campaigns;
    private final TransactionOperations transactions;
    private final BooleanSupplier planning;

    public Given(
            JdbcClient jdbc,
            Ids ids,
            Campaigns campaigns,
            TransactionOperations transactions,
            @Qualifier("planNext") BooleanSupplier planning) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.campaigns = campaigns;
        this.transactions = transactions;
        this.planning = planning;
    }

    /** What earlier tests left to the orchestrator is taken from it. */
    public void nothingToDo() {
        jdbc.sql("delete from campaign_work").update();
        jdbc.sql("delete from campaign_watch").update();
        jdbc.sql("update campaign set status = 'cancelled' where status = 'scheduled'")
                .update();
    }

    public TenantId tenant() {
        var id = ids.draw();
        jdbc.sql("insert into tenant (id, name, created_at) values (?, 'Tenant', now())")
                .param(id)
                .update();
        return new TenantId(id);
    }

    public SenderId sender(TenantId tenant, String channel, int ratePerSecond) {
        return sender(tenant, channel, "demo-" + channel, ratePerSecond);
    }

    public SenderId sender(TenantId tenant, String channel, String account, int ratePerSecond) {
        var id = ids.draw();
        jdbc.sql("""
                insert into sender (tenant_id, id, name, channel, provider_account, address, rate_per_second, created_at)
                values (?, ?, 'Sender', ?, ?, null, ?, now())
                """)
                .params(tenant.value(), id, channel, account, ratePerSecond)
                .update();
        return new SenderId(id);
    }

    public TemplateId template(TenantId tenant) {
        var id = ids.draw();
        jdbc.sql("insert into template (tenant_id, id, name, created_at) values (?, ?, 'Template', now())")
                .params(tenant.value(), id)
                .update();
        return new TemplateId(id);
    }

    /** @param variables as JSON, {@code [{"name":…,"default_value":…}]} */
    public TemplateVersionId version(
            TenantId tenant,
            TemplateId template,
            int number,
            @Nullable String rcsText,
            @Nullable String smsText,
            String variables,
            String... used) {
        var id = ids.draw();
        jdbc.sql("""
                insert into template_version (tenant_id, id, template_id, number, rcs, sms, variables, used_variables,
                                              created_at)
                select :tenant, :id, :template, :number,
                       case when r.text is not null
                            then jsonb_build_object('type', 'text', 'text', r.text, 'suggestions', '[]'::jsonb) end,
                       case when s.text is not null then jsonb_build_object('text', s.text) end,
                       :variables::jsonb, :used, now()
                  from (select :rcs::text as text) r, (select :sms::text as text) s
                """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("template", template.value())
                .param("number", number)
                .param("rcs", rcsText)
                .param("sms", smsText)
                .param("variables", variables)
                .param("used", used)
                .update();
        return new TemplateVersionId(id);
    }

    public TemplateVersionId plainText(TenantId tenant) {
        return version(tenant, template(tenant), 1, "Hello", "Hello by SMS", "[]");
    }

    public AudienceId audience(TenantId tenant) {
        var id = ids.draw();
        jdbc.sql("insert into audience (tenant_id, id, name, created_at) values (?, ?, 'Audience', now())")
                .params(tenant.value(), id)
                .update();
        return new AudienceId(id);
    }

    /** Members with the numbers +336…1, +336…2 and so on, and without attributes. */
    public AudienceId audience(TenantId tenant, int members) {
        var audience = audience(tenant);
        jdbc.sql("""
                with added as (
                    insert into contact (tenant_id, id, address, attributes, created_at, updated_at)
                    select ?, overlay(gen_random_uuid()::text placing lpad(to_hex(n), 8, '0') from 1)::uuid,
                           33600000000 + n, '{}', now(), now()
                      from generate_series(1, ?) as n
                        on conflict (tenant_id, address) do update set updated_at = now()
                    returning tenant_id, id)
                insert into audience_member (tenant_id, audience_id, contact_id)
                select tenant_id, ?, id from added
                """).params(tenant.value(), members, audience.value()).update();
        return audience;
    }

    /**
     * Members are planned in the order of their numbers.
     *
     * @param attributes as JSON
     */
    public UUID member(TenantId tenant, AudienceId audience, long address, String attributes) {
        var id = new UUID(address, ids.draw().getLeastSignificantBits());
        jdbc.sql("""
                insert into contact (tenant_id, id, address, attributes, created_at, updated_at)
                values (?, ?, ?, ?::jsonb, now(), now())
                """).params(tenant.value(), id, address, attributes).update();
        jdbc.sql("insert into audience_member (tenant_id, audience_id, contact_id) values (?, ?, ?)")
                .params(tenant.value(), audience.value(), id)
                .update();
        return id;
    }

    public void optedOut(TenantId tenant, long address) {
        jdbc.sql("insert into suppression (tenant_id, address, at) values (?, ?, now())")
                .params(tenant.value(), address)
                .update();
    }

    public CampaignSettings settings(
            SenderId sender, TemplateVersionId version, AudienceId audience, @Nullable SenderId fallback) {
        return new CampaignSettings(
                "Campaign",
                sender,
                version,
                audience,
                TrafficClass.PROMOTION,
                fallback,
                Duration.ofDays(1),
                UnknownPolicy.NEVER_TWICE);
    }

    public Campaign draft(TenantId tenant, CampaignSettings settings) {
        return campaigns.create(Campaign.create(new CampaignId(ids.draw()), tenant, settings, Instant.now()));
    }

    /** A draft to that many contacts through a sender of its own. */
    public Campaign draft(TenantId tenant, int members, int ratePerSecond) {
        return draft(
                tenant,
                settings(sender(tenant, "rcs", ratePerSecond), plainText(tenant), audience(tenant, members), null));
    }

    public Campaign launched(Campaign draft) {
        return transactions.execute(_ -> {
            var campaign = campaigns.get(draft.tenant(), draft.id());
            return campaigns.append(campaign, campaign.launch(Instant.now()));
        });
    }

    /** Launched, and its audience frozen, as the orchestrator does it. */
    public Campaign planned(Campaign draft) {
        launched(draft);
        if (!planning.getAsBoolean()) {
            throw new IllegalStateException("there was nothing to plan");
        }
        return now(draft);
    }

    public Campaign now(Campaign campaign) {
        return transactions.execute(_ -> campaigns.get(campaign.tenant(), campaign.id()));
    }
}
