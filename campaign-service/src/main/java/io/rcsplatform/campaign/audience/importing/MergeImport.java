package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.campaign.consent.ConsentLedger;
import io.rcsplatform.campaign.consent.Statement;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.logging.LogFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies a received file in one transaction: all of it, or nothing. The job's row stays locked meanwhile, so that no other instance
 * takes it, and is free again when this one dies.
 */
@Component
class MergeImport {
    private static final Logger log = LoggerFactory.getLogger(MergeImport.class);
    private static final int CONSENT_CHUNK = 1000;
    private static final int MAX_ATTEMPTS = 5;

    /** Small ones first, so that nobody waits for somebody's million. */
    private static final String CLAIM = """
            select tenant_id, id, audience_id, created_at
              from import_job
             where status = 'merging' and retry_at <= now()
             order by rows > 50000, id
             limit 1
               for update skip locked
            """;

    private static final String REJECT_DUPLICATES = """
            with numbered as (
                select ctid, line,
                       first_value(line) over same_number as first_line,
                       row_number() over same_number as place
                  from import_row
                 where tenant_id = :tenant and import_id = :id
                window same_number as (partition by address order by line)),
                 dropped as (
                delete from import_row row
                 using numbered
                 where row.ctid = numbered.ctid and numbered.place > 1
             returning numbered.line, numbered.first_line)
            insert into import_error (tenant_id, import_id, line, number, column_name, code, detail, action)
            select :tenant, :id, line, 1, null, 'duplicate_phone',
                   'The same number stands in line ' || first_line, 'Keep one of the two rows'
              from dropped
            """;
    private static final String MERGE = """
            with merged as (
                insert into contact (tenant_id, id, address, attributes, created_at, updated_at)
                select tenant_id, contact_id, address, attributes, now(), now()
                  from import_row
                 where tenant_id = :tenant and import_id = :id
                 order by address
                    on conflict (tenant_id, address) do update
                   set attributes = contact.attributes || excluded.attributes, updated_at = excluded.updated_at
             returning id),
                 joined as (
                insert into audience_member (tenant_id, audience_id, contact_id)
                select :tenant, :audience, id
                  from merged
                 where :audience::uuid is not null
                 order by id
                    on conflict do nothing
             returning 1)
            select (select count(*) from merged) as imported, (select count(*) from joined) as joined
            """;
    private static final String COUNT_MEMBERS = """
            update audience set contacts = contacts + :joined where tenant_id = :tenant and id = :audience
            """;
    private static final String CONSENTS = """
            select address, consent
              from import_row
             where tenant_id = :tenant and import_id = :id and consent is not null
             order by address
            """;
    private static final String CLEAR = """
            delete from import_row where tenant_id = :tenant and import_id = :id
            """;
    private static final String COMPLETE = """
            update import_job
               set status = 'completed', imported = :imported, rejected = rejected + :duplicates, opted_out = :opted_out,
                   completed_at = clock_timestamp()
             where tenant_id = :tenant and id = :id
            """;
    private static final String RETRY = """
            update import_job
               set attempts = attempts + 1, retry_at = now() + least(power(2, attempts), 60) * interval '1 second'
             where tenant_id = :tenant and id = :id and status = 'merging'
            returning attempts
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Imports imports;
    private final ConsentLedger ledger;

    MergeImport(JdbcClient jdbc, TransactionTemplate transaction, Imports imports, ConsentLedger ledger) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.imports = imports;
        this.ledger = ledger;
    }

    /** @return false when no import waits to be merged */
    boolean mergeNext() {
        var claimed = new Claimed[1];
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> {
                var job = claim();
                job.ifPresent(j -> {
                    claimed[0] = j;
                    merge(j);
                });
                return job.isPresent();
            }));
        } catch (RuntimeException e) {
            if (claimed[0] == null) {
                throw e;
            }
            failed(claimed[0], e);
            return true;
        }
    }

    private Optional<Claimed> claim() {
        return jdbc.sql(CLAIM).query(MergeImport::claimed).optional();
    }

    private void merge(Claimed job) {
        int duplicates = update(REJECT_DUPLICATES, job);
        var merged = jdbc.sql(MERGE)
                .param("tenant", job.tenant().value())
                .param("id", job.id().value())
                .param("audience", job.audience(), Types.OTHER)
                .query((row, _) -> new Merged(row.getLong("imported"), row.getLong("joined")))
                .single();
        if (merged.joined() > 0) {
            jdbc.sql(COUNT_MEMBERS)
                    .param("tenant", job.tenant().value())
                    .param("audience", job.audience())
                    .param("joined", merged.joined())
                    .update();
        }
        long optedOut = recordConsents(job);
        update(CLEAR, job);
        jdbc.sql(COMPLETE)
                .param("tenant", job.tenant().value())
                .param("id", job.id().value())
                .param("imported", merged.imported())
                .param("duplicates", duplicates)
                .param("opted_out", optedOut)
                .update();
        log.info(
                "{} merged: {} contacts, {} opted out, {} rows twice",
                job.id(),
                merged.imported(),
                optedOut,
                duplicates);
    }

    private long recordConsents(Claimed job) {
        var chunk = new ArrayList<Statement>(CONSENT_CHUNK);
        long optedOut = 0;
        try (var statements = jdbc
                .sql(CONSENTS)
                .withFetchSize(CONSENT_CHUNK)
                .param("tenant", job.tenant().value())
                .param("id", job.id().value())
                .query((row, _) -> new Statement(
                        new PhoneNumber(row.getLong("address")),
                        ConsentState.valueOf(row.getString("consent").toUpperCase(Locale.ROOT)),
                        "import " + job.id(),
                        job.createdAt()))
                .stream()) {
            for (var statement : (Iterable<Statement>) statements::iterator) {
                chunk.add(statement);
                optedOut += statement.state() == ConsentState.OPTED_OUT ? 1 : 0;
                if (chunk.size() == CONSENT_CHUNK) {
                    ledger.recordFromList(job.tenant(), chunk);
                    chunk.clear();
                }
            }
        }
        if (!chunk.isEmpty()) {
            ledger.recordFromList(job.tenant(), chunk);
        }
        return optedOut;
    }

    private void failed(Claimed job, RuntimeException e) {
        int attempts = jdbc.sql(RETRY)
                .param("tenant", job.tenant().value())
                .param("id", job.id().value())
                .query(Integer.class)
                .optional()
                .orElse(0);
        log.atWarn()
                .addKeyValue(LogFields.EVENT, "import.merge_failed")
                .log("{} could not be merged, attempt {}", job.id(), attempts, e);
        if (attempts >= MAX_ATTEMPTS) {
            imports.fail(
                    job.tenant(),
                    job.id(),
                    "The rows could not be merged after " + attempts
                            + " attempts; nothing of the file was applied. The operator's log of " + job.id()
                            + " says why");
        }
    }

    private int update(String sql, Claimed job) {
        return jdbc.sql(sql)
                .param("tenant", job.tenant().value())
                .param("id", job.id().value())
                .update();
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        return new Claimed(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new ImportId(row.getObject("id", UUID.class)),
                row.getObject("audience_id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private record Claimed(
            TenantId tenant, ImportId id, @Nullable UUID audience, Instant createdAt) {}

    private record Merged(long imported, long joined) {}
}
