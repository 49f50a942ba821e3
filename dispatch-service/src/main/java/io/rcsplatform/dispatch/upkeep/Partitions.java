package io.rcsplatform.dispatch.upkeep;

import io.rcsplatform.domain.id.Uuid7;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The partitions of the ledger, one a day by the time in the message id, and of the provider references, one a month. */
@Repository
class Partitions {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
    private static final String LEDGER = "message";
    private static final String REFERENCES = "provider_reference";

    private static final String EXISTING = """
            select c.relname
              from pg_inherits i
              join pg_class c on c.oid = i.inhrelid
             where i.inhparent = cast(:parent as regclass) and c.relname <> :parent || '_default'
             order by c.relname
            """;

    private final JdbcClient jdbc;

    Partitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes sure that there is one for this day. */
    @Transactional
    public void createLedger(LocalDate day) {
        create(
                LEDGER,
                nameOf(day),
                "id",
                "'%s'::uuid".formatted(Uuid7.lowest(start(day))),
                "'%s'::uuid".formatted(Uuid7.lowest(start(day.plusDays(1)))),
                " with (fillfactor = 50)");
    }

    @Transactional
    public void createReferences(YearMonth month) {
        create(
                REFERENCES,
                nameOf(month),
                "created_at",
                "'%s'::timestamptz".formatted(start(month.atDay(1))),
                "'%s'::timestamptz".formatted(start(month.plusMonths(1).atDay(1))),
                "");
    }

    /** Drops those whose last day is before this one. */
    @Transactional
    public void dropLedgerBefore(LocalDate day) {
        dropBefore(LEDGER, nameOf(day));
    }

    @Transactional
    public void dropReferencesBefore(YearMonth month) {
        dropBefore(REFERENCES, nameOf(month));
    }

    /** Rows that the safety net has caught meanwhile move to where they belong. */
    private void create(String parent, String name, String column, String from, String to, String storage) {
        prepare(parent);
        if (existing(parent).contains(name)) {
            return;
        }
        run("create table %s (like %s including defaults including constraints)%s".formatted(name, parent, storage));
        run("""
                with strays as (delete from %s_default where %s >= %s and %s < %s returning *)
                insert into %s select * from strays
                """.formatted(parent, column, from, column, to, name));
        run("alter table %s attach partition %s for values from (%s) to (%s)".formatted(parent, name, from, to));
    }

    private void dropBefore(String parent, String firstKept) {
        prepare(parent);
        existing(parent).stream()
                .filter(name -> name.compareTo(firstKept) < 0)
                .forEach(name -> run("drop table " + name));
    }

    /** One instance at a time, and never in the way of the work for long. */
    private void prepare(String parent) {
        run("set local lock_timeout = '3s'");
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:parent))")
                .param("parent", parent + "-partitions")
                .query(row -> {});
    }

    private List<String> existing(String parent) {
        return jdbc.sql(EXISTING)
                .param("parent", parent)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void run(String statement) {
        jdbc.sql(statement).update();
    }

    private static String nameOf(LocalDate day) {
        return LEDGER + "_" + DAY.format(day);
    }

    private static String nameOf(YearMonth month) {
        return REFERENCES + "_" + MONTH.format(month);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
