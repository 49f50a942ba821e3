package io.rcsplatform.webhook.raw;

import io.rcsplatform.domain.id.Uuid7;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** One partition of raw callbacks for each day, by UTC. */
@Repository
class RawPartitions {
    private static final Logger log = LoggerFactory.getLogger(RawPartitions.class);
    private static final String PREFIX = "raw_callback_";

    /** Only one instance changes partitions at a time; and neither waits long for the other, nor makes callbacks wait. */
    private static final String ALONE = """
            select set_config('lock_timeout', '5s', true), pg_advisory_xact_lock(hashtext('raw_callback partitions'))
            """;

    private static final String EXISTING = """
            select child.relname
              from pg_inherits
              join pg_class child on child.oid = pg_inherits.inhrelid
             where pg_inherits.inhparent = 'raw_callback'::regclass and child.relname ~ '^raw_callback_[0-9]{8}$'
             order by child.relname
            """;

    private final JdbcClient jdbc;

    RawPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Creates the partitions of these days that are not there. */
    @Transactional
    void create(LocalDate first, LocalDate last) {
        alone();
        var existing = existing();
        first.datesUntil(last.plusDays(1))
                .map(RawPartitions::nameOf)
                .filter(name -> !existing.contains(name))
                .forEach(this::create);
    }

    /** Drops the partitions of all days before this one, and what belongs to them. */
    @Transactional
    void dropBefore(LocalDate day) {
        alone();
        existing().stream().filter(name -> dayOf(name).isBefore(day)).forEach(this::drop);
        var lowest = lowest(day);
        jdbc.sql("delete from raw_batch where id < ?").param(lowest).update();
        jdbc.sql("delete from unrecognised_callback where raw_id < ?")
                .param(lowest)
                .update();
    }

    private void alone() {
        jdbc.sql(ALONE).query().listOfRows();
    }

    private List<String> existing() {
        return jdbc.sql(EXISTING).query((row, _) -> row.getString("relname")).list();
    }

    private void create(String name) {
        var day = dayOf(name);
        jdbc.sql("create table %s partition of raw_callback for values from ('%s') to ('%s')"
                        .formatted(name, lowest(day), lowest(day.plusDays(1))))
                .update();
        log.info("Created partition {}", name);
    }

    private void drop(String name) {
        jdbc.sql("drop table " + name).update();
        log.info("Dropped partition {}", name);
    }

    private static UUID lowest(LocalDate day) {
        return Uuid7.lowest(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static String nameOf(LocalDate day) {
        return PREFIX + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static LocalDate dayOf(String name) {
        return LocalDate.parse(name.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE);
    }
}
