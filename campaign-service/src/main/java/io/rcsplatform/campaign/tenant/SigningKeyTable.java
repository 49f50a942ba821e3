package io.rcsplatform.campaign.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The pairs of keys that tokens are signed with; not more than two are in use at any time. */
@Repository
class SigningKeyTable {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('signing_key'))";
    private static final String NEWEST = """
            select id, public_key, private_key, created_at, signs_from from signing_key order by created_at desc, id limit 2
            """;
    private static final String ADD = """
            insert into signing_key (id, public_key, private_key, created_at, signs_from)
            values (:id, :public, :private, :created_at, :signs_from)
            """;
    private static final String PRUNE = """
            delete from signing_key
             where id not in (select id from signing_key order by created_at desc, id limit 2)
            """;

    private final JdbcClient jdbc;

    SigningKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, nobody else makes a key. */
    void lock() {
        jdbc.sql(LOCK).query((_, _) -> true).single();
    }

    /** The newest first. */
    List<Row> newest() {
        return jdbc.sql(NEWEST).query(SigningKeyTable::row).list();
    }

    /** Also forgets those that nothing is verified with any more. */
    void add(Row row) {
        jdbc.sql(ADD)
                .param("id", row.id())
                .param("public", row.publicKey())
                .param("private", row.sealedPrivateKey())
                .param("created_at", row.createdAt().atOffset(ZoneOffset.UTC))
                .param("signs_from", row.signsFrom().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(PRUNE).update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getBytes("public_key"),
                row.getBytes("private_key"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("signs_from", OffsetDateTime.class).toInstant());
    }

    @SuppressWarnings("ArrayRecordComponent") // bytes as the database has them; rows are not compared
    record Row(String id, byte[] publicKey, byte[] sealedPrivateKey, Instant createdAt, Instant signsFrom) {
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }
}
