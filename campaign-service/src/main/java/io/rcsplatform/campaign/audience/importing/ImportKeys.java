package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.TenantId;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which import was made under which Idempotency-Key, in the last three days. A key whose file did not come in is free again. */
@Repository
class ImportKeys {
    private static final Duration KEPT = Duration.ofDays(3);
    private static final String FIND = """
            select k.import_id, k.parameters, k.file
              from import_key k join import_job j on j.tenant_id = k.tenant_id and j.id = k.import_id
             where k.tenant_id = :tenant and k.key = :key and k.created_at > now() - :kept * interval '1 second'
               and (k.file is not null or j.status <> 'failed')
            """;
    private static final String CLAIM = """
            insert into import_key (tenant_id, key, import_id, parameters)
            values (:tenant, :key, :import, :parameters)
                on conflict (tenant_id, key) do update
               set import_id = excluded.import_id, parameters = excluded.parameters, file = null, created_at = now()
             where import_key.created_at <= now() - :kept * interval '1 second'
                or (import_key.file is null
                    and exists (select from import_job j
                                 where j.tenant_id = import_key.tenant_id and j.id = import_key.import_id
                                   and j.status = 'failed'))
            """;
    private static final String RECEIVED = """
            update import_key set file = :file where tenant_id = :tenant and key = :key and import_id = :import
            """;
    /** A few at a time, of all tenants, by whoever has added one. */
    private static final String FORGET = """
            delete from import_key
             where (tenant_id, key) in (select tenant_id, key from import_key
                                         where created_at < now() - :kept * interval '1 second'
                                         limit 20 for update skip locked)
            """;

    private final JdbcClient jdbc;

    ImportKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Used> find(TenantId tenant, String key) {
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("key", key)
                .param("kept", KEPT.toSeconds())
                .query(ImportKeys::used)
                .optional();
    }

    /** False where the key is another import's. */
    boolean claim(TenantId tenant, String key, ImportId id, byte[] parameters) {
        return jdbc.sql(CLAIM)
                        .param("tenant", tenant.value())
                        .param("key", key)
                        .param("import", id.value())
                        .param("parameters", parameters)
                        .param("kept", KEPT.toSeconds())
                        .update()
                == 1;
    }

    void received(TenantId tenant, String key, ImportId id, byte[] file) {
        jdbc.sql(RECEIVED)
                .param("tenant", tenant.value())
                .param("key", key)
                .param("import", id.value())
                .param("file", file)
                .update();
    }

    void forgetOld() {
        jdbc.sql(FORGET).param("kept", KEPT.toSeconds()).update();
    }

    private static Used used(ResultSet row, int number) throws SQLException {
        return new Used(
                new ImportId(row.getObject("import_id", UUID.class)), row.getBytes("parameters"), row.getBytes("file"));
    }

    /**
     * @param parameters the hash of those that the import was asked for with
     * @param file the hash of the file; null while it comes in
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes as the database has them; never compared as a whole
    record Used(ImportId id, byte[] parameters, byte @Nullable [] file) {
        boolean isFor(byte[] asked) {
            return MessageDigest.isEqual(parameters, asked);
        }

        boolean had(byte[] other) {
            return MessageDigest.isEqual(file, other);
        }
    }
}
