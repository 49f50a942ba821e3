package io.rcsplatform.dispatch.inspection;

import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.LegStatus;
import io.rcsplatform.domain.message.MessageOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts a campaign's messages by what their legs have come to; the domain's rule then says what each group amounts to. */
@Repository
class CampaignLegs {
    private static final String BATCHES = """
            select count(*) filter (where part = 0) as batches, count(done_at) as done, coalesce(sum(duplicates), 0) as duplicates,
                   coalesce(sum(resent), 0) as resent,
                   (array_agg(first_message order by first_message))[1] as first,
                   (array_agg(last_message order by last_message desc))[1] as last
              from batch
             where tenant_id = :tenant and campaign_id = :campaign
            """;

    private static final String GROUPS = """
            select rcs_state, rcs_reason, sms_state, sms_reason, count(*) as messages
              from (select max(state) filter (where leg = :rcs) as rcs_state, max(reason) filter (where leg = :rcs) as rcs_reason,
                           max(state) filter (where leg = :sms) as sms_state, max(reason) filter (where leg = :sms) as sms_reason
                      from message
                     where tenant_id = :tenant and id between :first and :last and campaign_id = :campaign
                     group by id) as whole
             group by rcs_state, rcs_reason, sms_state, sms_reason
            """;

    private static final String OPT_OUTS = """
            select count(*) as recipients, count(*) filter (where m.submitted_at > s.stored_at) as submitted_after,
                   coalesce(max(extract(epoch from m.submitted_at - s.stored_at)) filter (where m.submitted_at > s.stored_at), 0) * 1000
                       as worst_ms
              from message m
              join suppression s on s.tenant_id = m.tenant_id and s.address = m.address
             where m.tenant_id = :tenant and m.id between :first and :last and m.campaign_id = :campaign and s.opted_out
            """;

    private final JdbcClient jdbc;

    CampaignLegs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Batches batches(TenantId tenant, CampaignId campaign) {
        return jdbc.sql(BATCHES)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query((row, _) -> new Batches(
                        row.getLong("batches"),
                        row.getLong("done"),
                        row.getLong("duplicates"),
                        row.getLong("resent"),
                        row.getObject("first", UUID.class),
                        row.getObject("last", UUID.class)))
                .single();
    }

    List<Group> count(TenantId tenant, CampaignId campaign, Batches batches) {
        if (batches.all() == 0) {
            return List.of();
        }
        return jdbc.sql(GROUPS)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .param("first", batches.first())
                .param("last", batches.last())
                .param("rcs", LedgerCodes.of(Channel.RCS))
                .param("sms", LedgerCodes.of(Channel.SMS))
                .query(Group::read)
                .list();
    }

    /** Of the campaign's legs, whose person has opted out: before, while or after it was sent. */
    OptOuts optOuts(TenantId tenant, CampaignId campaign, Batches batches) {
        if (batches.all() == 0) {
            return OptOuts.NONE;
        }
        return jdbc.sql(OPT_OUTS)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .param("first", batches.first())
                .param("last", batches.last())
                .query((row, _) ->
                        new OptOuts(row.getLong("recipients"), row.getLong("submitted_after"), row.getLong("worst_ms")))
                .single();
    }

    /**
     * @param recipients legs of people who have opted out
     * @param submittedAfter those of them that were submitted after campaign-service had stored the opt-out
     * @param worstMs the longest time from storing an opt-out to a submission after it
     */
    record OptOuts(long recipients, long submittedAfter, long worstMs) {
        static final OptOuts NONE = new OptOuts(0, 0, 0);
    }

    /** @param first smallest message id of all batches; null where there is no batch */
    record Batches(
            long all,
            long done,
            long duplicates,
            long resent,
            @Nullable UUID first,
            @Nullable UUID last) {}

    /** Messages whose legs stand alike. */
    record Group(Map<Channel, LegStatus> legs, long count) {
        MessageOutcome outcome() {
            return MessageOutcome.of(legs.get(Channel.RCS), legs.get(Channel.SMS));
        }

        boolean isSettled(Channel channel) {
            var leg = legs.get(channel);
            return leg != null && leg.state().isOutcome();
        }

        static Group read(ResultSet row, int number) throws SQLException {
            var legs = new EnumMap<Channel, LegStatus>(Channel.class);
            add(legs, Channel.RCS, row, "rcs");
            add(legs, Channel.SMS, row, "sms");
            return new Group(legs, row.getLong("messages"));
        }

        private static void add(Map<Channel, LegStatus> legs, Channel channel, ResultSet row, String prefix)
                throws SQLException {
            short state = row.getShort(prefix + "_state");
            if (!row.wasNull()) {
                legs.put(
                        channel,
                        LegStatus.of(
                                LedgerCodes.state(state),
                                Instant.EPOCH,
                                LedgerCodes.reason(row.getString(prefix + "_reason"))));
            }
        }
    }
}
