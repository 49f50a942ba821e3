package io.rcsplatform.fallback.decision;

import io.rcsplatform.domain.event.FallbackDecided.Decision;
import io.rcsplatform.domain.event.MessageEvents.FallbackRequest;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The record of what was decided: a message that has a decision gets no other. */
@Repository
class FallbackDecisions {
    private static final String DECIDE = """
            with asked as (
                select request.message_id,
                       case when consent.opted_out then 'opted_out'
                            when request.expired then 'expired'
                       end as reason
                  from unnest(:messages::uuid[], :phones::bigint[], :expired::boolean[])
                       as request (message_id, phone, expired)
                  left join consent on consent.tenant_id = :tenant and consent.phone = request.phone
            )
            insert into fallback_decision (tenant_id, message_id, campaign_id, decision, reason, decided_at)
            select :tenant, message_id, :campaign::uuid,
                   case when reason is null then 'ordered' else 'declined' end, reason, :now
              from asked
             order by message_id
                on conflict do nothing
            returning message_id, reason
            """;

    private static final String FORGET = "delete from fallback_decision where decided_at < :before";

    private final JdbcClient jdbc;

    FallbackDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Decides what no event before has decided; the answer holds these only. */
    List<Decision> decide(Asked asked, Instant now) {
        var messages = new ArrayList<UUID>();
        var phones = new ArrayList<Long>();
        var expired = new ArrayList<Boolean>();
        for (FallbackRequest request : asked.requests()) {
            boolean tooLate = !request.deadline().isAfter(now);
            for (Recipient recipient : request.recipients()) {
                messages.add(recipient.id().value());
                phones.add(recipient.to().digits());
                expired.add(tooLate);
            }
        }
        var campaign = asked.campaign();
        return jdbc.sql(DECIDE)
                .param("tenant", asked.tenant().value())
                .param("campaign", campaign == null ? null : campaign.value())
                .param("messages", messages.toArray(UUID[]::new))
                .param("phones", phones.toArray(Long[]::new))
                .param("expired", expired.toArray(Boolean[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(FallbackDecisions::decision)
                .list();
    }

    int forgetBefore(Instant before) {
        return jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }

    private static Decision decision(ResultSet row, int number) throws SQLException {
        var reason = row.getString("reason");
        return new Decision(
                new MessageId(row.getObject("message_id", UUID.class)),
                reason == null ? null : Reason.valueOf(reason.toUpperCase(Locale.ROOT)));
    }
}
