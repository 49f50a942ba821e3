package io.rcsplatform.webhook.raw;

import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.provider.CallbackRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Which stored batches the broker has not confirmed. */
@Repository
public class UnpublishedBatches {
    private static final String CLAIM = """
            select id, callbacks
              from raw_batch
             where published_at is null and id < :before
             order by id
             limit :limit
               for update skip locked
            """;

    private static final String READ = """
            select id, account, method, content_type, query, headers, body, received_at
              from raw_callback
             where id = any(:ids) and batch_id = :batch
             order by id
            """;

    private static final String MARK = "update raw_batch set published_at = :now where id = any(:ids)";

    private static final String UNMARK = """
            update raw_batch
               set published_at = null
             where id >= :since and id < :until and published_at is not null
            """;

    private static final String BACKLOG = """
            select count(*) as batches, min(created_at) as oldest from raw_batch where published_at is null and id < :before
            """;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UnpublishedBatches(JdbcClient jdbc, EventJson json) {
        this.jdbc = jdbc;
        this.json = json.mapper();
    }

    /** The oldest batches from before an instant; nobody else gets them until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RawBatch> claim(Instant before, int limit) {
        return jdbc
                .sql(CLAIM)
                .param("before", Uuid7.lowest(before))
                .param("limit", limit)
                .query((row, _) -> new Claimed(row.getObject("id", UUID.class), row.getInt("callbacks")))
                .list()
                .stream()
                .map(this::read)
                .toList();
    }

    public void markPublished(Collection<UUID> batches, Instant now) {
        jdbc.sql(MARK)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", batches.toArray(UUID[]::new))
                .update();
    }

    /** Forgets that the batches of a span were published; returns how many they are. */
    public int markUnpublished(Instant since, Instant until) {
        return jdbc.sql(UNMARK)
                .param("since", Uuid7.lowest(since))
                .param("until", Uuid7.lowest(until))
                .update();
    }

    /** Those from before an instant. */
    public Backlog backlog(Instant before) {
        return jdbc.sql(BACKLOG)
                .param("before", Uuid7.lowest(before))
                .query((row, _) -> Backlog.of(row.getLong("batches"), row.getObject("oldest", OffsetDateTime.class)))
                .single();
    }

    /** @param oldest null where there is none */
    public record Backlog(long batches, @Nullable Instant oldest) {
        public static final Backlog NONE = new Backlog(0, null);

        private static Backlog of(long batches, @Nullable OffsetDateTime oldest) {
            return new Backlog(batches, oldest == null ? null : oldest.toInstant());
        }
    }

    private RawBatch read(Claimed claimed) {
        var ids = RawBatch.callbackIds(claimed.id(), claimed.callbacks());
        var callbacks = jdbc.sql(READ)
                .param("ids", ids.toArray(UUID[]::new))
                .param("batch", claimed.id())
                .query(this::callback)
                .list();
        return new RawBatch(claimed.id(), callbacks);
    }

    private RawCallback callback(ResultSet row, int number) throws SQLException {
        var request = new CallbackRequest(
                row.getString("method"),
                row.getString("content_type"),
                row.getString("query"),
                json.readValue(row.getString("headers"), HEADERS),
                row.getBytes("body"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
        return new RawCallback(row.getObject("id", UUID.class), row.getString("account"), request);
    }

    private record Claimed(UUID id, int callbacks) {}
}
