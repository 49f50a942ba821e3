package io.rcsplatform.webhook.raw;

import io.rcsplatform.platform.json.EventJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores raw callbacks, many at a time. */
@Repository
public class RawCallbacks {
    private static final String ADD_BATCH = "insert into raw_batch (id, created_at, callbacks) values (?, ?, ?)";

    private static final String COPY = """
            copy raw_callback (id, batch_id, account, method, content_type, query, headers, body, received_at)
            from stdin (format binary)
            """;

    private static final int COLUMNS = 9;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    RawCallbacks(JdbcTemplate jdbc, EventJson json) {
        this.jdbc = jdbc;
        this.json = json.mapper();
    }

    /** Stores all of a batch or nothing; when it returns, the batch is durable. */
    @Transactional
    public void store(RawBatch batch) {
        jdbc.update(
                ADD_BATCH,
                batch.id(),
                batch.createdAt().atOffset(ZoneOffset.UTC),
                batch.callbacks().size());
        jdbc.execute((Connection connection) -> copy(batch, connection));
    }

    private long copy(RawBatch batch, Connection connection) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            var rows = new CopyRows(copy);
            for (var callback : batch.callbacks()) {
                write(batch, callback, rows);
            }
            return rows.end();
        } finally {
            leaveCopyMode(copy);
        }
    }

    private void write(RawBatch batch, RawCallback callback, CopyRows rows) throws SQLException {
        var request = callback.request();
        rows.row(COLUMNS)
                .uuid(callback.id())
                .uuid(batch.id())
                .text(callback.account())
                .text(request.method())
                .text(request.contentType())
                .text(request.query())
                .bytes(json.writeValueAsBytes(request.headers()))
                .bytes(request.body())
                .timestamp(request.receivedAt());
    }

    private static void leaveCopyMode(CopyIn copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
