package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.LegStatus;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger.
 *
 * @param submittedAt when it was last handed over; null where it never was, or that was not written down
 */
public record Leg(
        LegKey key,
        @Nullable CampaignId campaign,
        BatchId batch,
        String account,
        PhoneNumber address,
        int attempts,
        LegStatus status,
        @Nullable String providerId,
        @Nullable String detail,
        @Nullable Instant submittedAt) {

    /** A provider id that differs from the first is a duplicate; the first one stays. */
    Leg join(Fact fact) {
        var joined = status.join(fact.status());
        return new Leg(
                key,
                campaign,
                batch,
                account,
                address,
                attempts,
                joined,
                providerId == null ? fact.providerId() : providerId,
                detail(joined.state(), fact),
                submittedAt);
    }

    boolean isAcceptedAgain(Fact fact) {
        return providerId != null && fact.providerId() != null && !providerId.equalsIgnoreCase(fact.providerId());
    }

    /** Goes with the state; of two for one state the smaller, so that the order of facts does not matter. */
    private @Nullable String detail(MessageState joined, Fact fact) {
        var mine = status.state() == joined ? detail : null;
        var theirs = fact.state() == joined ? fact.detail() : null;
        if (mine == null || theirs == null) {
            return mine == null ? theirs : mine;
        }
        return mine.compareTo(theirs) <= 0 ? mine : theirs;
    }

    static Leg read(ResultSet row, int number) throws SQLException {
        var campaign = row.getObject("campaign_id", UUID.class);
        return new Leg(
                new LegKey(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new MessageId(row.getObject("id", UUID.class)),
                        leg(row)),
                campaign == null ? null : new CampaignId(campaign),
                new BatchId(row.getObject("batch_id", UUID.class)),
                row.getString("account"),
                new PhoneNumber(row.getLong("address")),
                row.getInt("attempts"),
                new LegStatus(
                        LedgerCodes.state(row.getShort("state")),
                        LedgerCodes.reason(row.getString("reason")),
                        instant(row, "sent_at"),
                        instant(row, "delivered_at"),
                        instant(row, "read_at"),
                        instant(row, "ended_at")),
                row.getString("provider_id"),
                row.getString("detail"),
                instant(row, "submitted_at"));
    }

    private static Channel leg(ResultSet row) throws SQLException {
        return LedgerCodes.leg(row.getShort("leg"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
