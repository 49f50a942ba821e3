package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Each tenant's records, in the order in which they were written. */
@Repository
class ReconciliationChain {
    private static final String BEGIN = """
            insert into reconciliation_chain (tenant_id, sequence, hash) values (:tenant, 0, :start) on conflict do nothing
            """;
    private static final String LOCK_HEAD = """
            select sequence, hash from reconciliation_chain where tenant_id = :tenant for update
            """;
    private static final String HEAD = """
            select sequence, hash from reconciliation_chain where tenant_id = :tenant
            """;
    private static final String APPEND = """
            insert into reconciliation_record (tenant_id, sequence, campaign_id, cause, recorded_at, content, previous_hash, hash)
            values (:tenant, :sequence, :campaign, :cause, :at, :content, :previous, :hash)
            """;
    private static final String MOVE_HEAD = """
            update reconciliation_chain set sequence = :sequence, hash = :hash where tenant_id = :tenant
            """;
    private static final String AFTER = """
            select *
              from reconciliation_record
             where tenant_id = :tenant and sequence > :after
             order by sequence
             limit :rows
            """;
    private static final String BEFORE = """
            select *
              from reconciliation_record
             where tenant_id = :tenant and sequence < :before
             order by sequence desc
             limit :rows
            """;
    private static final String LATEST = """
            select *
              from reconciliation_record
             where tenant_id = :tenant and campaign_id = :campaign
             order by sequence desc
             limit 1
            """;

    private final JdbcClient jdbc;

    ReconciliationChain(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a chain ends; sequence 0 before its first record. */
    record Head(long sequence, ChainHash hash) {}

    /** Whoever else adds to this tenant's chain waits until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Head lockHead(TenantId tenant) {
        jdbc.sql(BEGIN)
                .param("tenant", tenant.value())
                .param("start", ChainHash.START.bytes())
                .update();
        return head(LOCK_HEAD, tenant).orElseThrow();
    }

    Head head(TenantId tenant) {
        return head(HEAD, tenant).orElse(new Head(0, ChainHash.START));
    }

    /** @param following the last record, which the head was locked for */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(ReconciliationRecord following) {
        jdbc.sql(APPEND)
                .param("tenant", following.tenant().value())
                .param("sequence", following.sequence())
                .param("campaign", following.campaign().value())
                .param("cause", following.cause().name().toLowerCase(Locale.ROOT))
                .param("at", following.recordedAt().atOffset(ZoneOffset.UTC))
                .param("content", following.content())
                .param("previous", following.previousHash().bytes())
                .param("hash", following.hash().bytes())
                .update();
        jdbc.sql(MOVE_HEAD)
                .param("tenant", following.tenant().value())
                .param("sequence", following.sequence())
                .param("hash", following.hash().bytes())
                .update();
    }

    /** In order. */
    List<ReconciliationRecord> after(TenantId tenant, long sequence, int rows) {
        return jdbc.sql(AFTER)
                .param("tenant", tenant.value())
                .param("after", sequence)
                .param("rows", rows)
                .query((row, _) -> read(row))
                .list();
    }

    /** The newest first. */
    List<ReconciliationRecord> before(TenantId tenant, long sequence, int rows) {
        return jdbc.sql(BEFORE)
                .param("tenant", tenant.value())
                .param("before", sequence)
                .param("rows", rows)
                .query((row, _) -> read(row))
                .list();
    }

    Optional<ReconciliationRecord> latest(TenantId tenant, CampaignId campaign) {
        return jdbc.sql(LATEST)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query((row, _) -> read(row))
                .optional();
    }

    private Optional<Head> head(String query, TenantId tenant) {
        return jdbc.sql(query)
                .param("tenant", tenant.value())
                .query((row, _) -> new Head(row.getLong("sequence"), ChainHash.of(row.getBytes("hash"))))
                .optional();
    }

    private static ReconciliationRecord read(ResultSet row) throws SQLException {
        return new ReconciliationRecord(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getLong("sequence"),
                new CampaignId(row.getObject("campaign_id", UUID.class)),
                Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("content"),
                ChainHash.of(row.getBytes("previous_hash")),
                ChainHash.of(row.getBytes("hash")));
    }
}
