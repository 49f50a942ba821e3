package io.rcsplatform.platform.test;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds for the tables of every service. */
public final class TenantTables {
    private static final String UNGUARDED = """
            select c.relname
              from pg_class c
                   join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where c.relnamespace = current_schema::regnamespace
               and c.relkind in ('r', 'p')
               and not (c.relispartition
                        or (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)))
            """;
    private static final String OPEN_PARTITIONS = """
            select c.relname
              from pg_class c
             where c.relnamespace = current_schema::regnamespace
               and c.relispartition
               and has_table_privilege(current_user || '_tenant', c.oid, 'select, insert, update, delete')
            """;

    private TenantTables() {}

    /** Tables with a tenant that row-level security does not hold for, and their partitions that can be reached around it. */
    public static List<String> unguarded(JdbcClient jdbc) {
        return jdbc.sql(UNGUARDED + " union all " + OPEN_PARTITIONS)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
