package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.campaign.audience.importing.ImportJob.Status;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Paging;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Import jobs while their files come in, and to look at. */
@Repository
class Imports {
    private static final String OPEN = """
            insert into import_job (tenant_id, id, audience_id, status, seen_at, retry_at, created_at)
            values (:tenant, :id, :audience, 'receiving', now(), now(), now())
            """;
    private static final String COUNT = """
            update import_job
               set rows = rows + :rows, rejected = rejected + :rejected, seen_at = now()
             where tenant_id = :tenant and id = :id and status = 'receiving'
            """;
    private static final String COPY_ROWS = """
            copy import_row (tenant_id, import_id, line, contact_id, address, attributes, consent) from stdin
            """;
    private static final String COPY_ERRORS = """
            copy import_error (tenant_id, import_id, line, number, column_name, code, detail, action) from stdin
            """;
    private static final String RECEIVED = """
            update import_job
               set status = 'merging', retry_at = now()
             where tenant_id = :tenant and id = :id and status = 'receiving'
            """;
    private static final String FAIL = """
            with failed as (update import_job
                               set status = 'failed', failure = :failure, completed_at = now()
                             where tenant_id = :tenant and id = :id and status in ('receiving', 'merging')
                         returning tenant_id, id)
            delete from import_row row
             using failed
             where row.tenant_id = failed.tenant_id and row.import_id = failed.id
            """;
    private static final String SEEN = """
            update import_job set seen_at = now() where id = any(:ids) and status = 'receiving'
            """;
    private static final String FAIL_ABANDONED = """
            with failed as (update import_job
                               set status = 'failed', failure = :failure, completed_at = now()
                             where status = 'receiving' and seen_at < now() - make_interval(secs => :seconds)
                         returning tenant_id, id),
                 gone as (delete from import_row row
                           using failed
                           where row.tenant_id = failed.tenant_id and row.import_id = failed.id)
            select count(*) from failed
            """;
    private static final String FIND = """
            select id, audience_id, status, rows, imported, rejected, opted_out, failure, created_at, completed_at
              from import_job
             where tenant_id = :tenant and id = :id
            """;
    private static final String ERRORS = """
            select line, number, column_name, code, detail, action
              from import_error
             where tenant_id = :tenant and import_id = :id and (line, number) > (:line, :number)
             order by line, number
             limit :limit
            """;

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    Imports(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    void open(TenantId tenant, ImportId id, @Nullable AudienceId audience) {
        jdbc.sql(OPEN)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("audience", audience == null ? null : audience.value(), Types.OTHER)
                .update();
    }

    /** @throws ImportLost when the import was given up meanwhile */
    @Transactional
    public void stage(TenantId tenant, ImportId id, ImportChunk chunk) {
        int counted = jdbc.sql(COUNT)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("rows", chunk.rows())
                .param("rejected", chunk.rejected())
                .update();
        if (counted == 0) {
            throw new ImportLost();
        }
        copy(COPY_ROWS, chunk.goodRows());
        copy(COPY_ERRORS, chunk.errorRows());
    }

    /** @throws ImportLost when the import was given up meanwhile */
    void received(TenantId tenant, ImportId id) {
        if (jdbc.sql(RECEIVED)
                        .param("tenant", tenant.value())
                        .param("id", id.value())
                        .update()
                == 0) {
            throw new ImportLost();
        }
    }

    void fail(TenantId tenant, ImportId id, String failure) {
        jdbc.sql(FAIL)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("failure", failure)
                .update();
    }

    /** Says that these uploads are still coming in. */
    void seen(Collection<ImportId> ids) {
        jdbc.sql(SEEN)
                .param("ids", ids.stream().map(ImportId::value).toArray(UUID[]::new))
                .update();
    }

    /** Gives up uploads that nobody has been receiving for so long: the instance that did has died. */
    int failAbandoned(Duration since) {
        return jdbc.sql(FAIL_ABANDONED)
                .param(
                        "failure",
                        "The service stopped while the file came in; nothing of it was applied: upload it again")
                .param("seconds", (double) since.toSeconds())
                .query(Integer.class)
                .single();
    }

    Optional<ImportJob> find(TenantId tenant, ImportId id) {
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(Imports::job)
                .optional();
    }

    List<NumberedError> errors(TenantId tenant, ImportId id, Paging paging) {
        var after = Place.of(paging.after());
        return jdbc.sql(ERRORS)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("line", after.line())
                .param("number", after.number())
                .param("limit", paging.fetch())
                .query(Imports::error)
                .list();
    }

    private void copy(String sql, byte[] rows) {
        if (rows.length == 0) {
            return;
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            try {
                copy.writeToCopy(rows, 0, rows.length);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("rows of an import could not be stored", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static ImportJob job(ResultSet row, int rowNumber) throws SQLException {
        var audience = row.getObject("audience_id", UUID.class);
        var completedAt = row.getObject("completed_at", OffsetDateTime.class);
        return new ImportJob(
                new ImportId(row.getObject("id", UUID.class)),
                audience == null ? null : new AudienceId(audience),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getLong("rows"),
                row.getLong("imported"),
                row.getLong("rejected"),
                row.getLong("opted_out"),
                row.getString("failure"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                completedAt == null ? null : completedAt.toInstant());
    }

    private static NumberedError error(ResultSet row, int rowNumber) throws SQLException {
        return new NumberedError(
                row.getInt("number"),
                new ImportError(
                        row.getLong("line"),
                        row.getString("column_name"),
                        row.getString("code"),
                        row.getString("detail"),
                        row.getString("action")));
    }

    /** Where an error stands among the errors of a file. */
    record Place(long line, int number) {
        static final Place START = new Place(0, 0);

        Cursor cursor() {
            return new Cursor(line + "." + number);
        }

        static Place of(@Nullable Cursor cursor) {
            if (cursor == null) {
                return START;
            }
            var parts = cursor.key().split("\\.", 2);
            try {
                return new Place(Long.parseLong(parts[0]), Integer.parseInt(parts[parts.length - 1]));
            } catch (NumberFormatException _) {
                throw ApiProblem.invalid("?cursor", "invalid_cursor", "must be the next_cursor of a page of this list");
            }
        }
    }

    /** @param number of the error among those of its row */
    record NumberedError(int number, ImportError error) {
        Cursor cursor() {
            return new Place(error.row(), number).cursor();
        }
    }

    /** Another instance gave the import up: what is still coming in has no place any more. */
    static final class ImportLost extends RuntimeException {}
}
