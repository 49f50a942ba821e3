package io.rcsplatform.dispatch.upkeep;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Creates what the next days need before they begin, and drops in small portions what is kept no longer. */
@Component
@EnableConfigurationProperties(UpkeepProperties.class)
class Upkeep implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final int DAYS_AHEAD = 3;
    private static final int MONTHS_AHEAD = 1;
    private static final int PORTION = 500;
    private static final int PORTIONS = 200;

    private static final String FORGET_PAYLOADS = """
            update batch
               set payload = null
             where ctid = any (array(select ctid
                                       from batch
                                      where payload is not null and done_at is not null
                                        and deadline < now() - make_interval(days => :days)
                                        and deadline >= now() - make_interval(days => :days + 30)
                                      limit :portion))
            """;

    private static final String FORGET_BATCHES = """
            delete from batch
             where ctid = any (array(select ctid from batch
                                      where deadline < now() - make_interval(days => :days) limit :portion))
            """;

    private static final String FORGET_CANCELLATIONS = """
            delete from cancelled_campaign
             where cancelled_at < now() - make_interval(days => :days)
            """;

    private static final String FORGET_DEAD_LETTERS = """
            delete from dead_letter
             where id = any (array(select id
                                     from dead_letter
                                    where state <> 'open' and decided_at < now() - make_interval(days => :days)
                                    limit :portion))
            """;

    private final Partitions partitions;
    private final JdbcClient jdbc;
    private final UpkeepProperties kept;
    private final Clock clock;

    Upkeep(Partitions partitions, JdbcClient jdbc, UpkeepProperties kept, Clock clock) {
        this.partitions = partitions;
        this.jdbc = jdbc;
        this.kept = kept;
        this.clock = clock;
    }

    /** Before anything is consumed. */
    @Override
    public void afterPropertiesSet() {
        ahead();
    }

    @Scheduled(
            fixedDelayString = "${rcs.dispatch.upkeep-interval:1h}",
            initialDelayString = "${rcs.dispatch.upkeep-interval:1h}")
    void run() {
        try {
            ahead();
            partitions.dropLedgerBefore(today().minusDays(kept.ledger()));
            partitions.dropReferencesBefore(YearMonth.from(today().minusDays(kept.references())));
            inPortions(FORGET_PAYLOADS, kept.payloads());
            inPortions(FORGET_BATCHES, kept.ledger());
            inPortions(FORGET_DEAD_LETTERS, kept.deadLetters());
            jdbc.sql(FORGET_CANCELLATIONS).param("days", kept.ledger()).update();
        } catch (DataAccessException e) {
            log.warn("Upkeep did not finish and goes on later: {}", e.getMessage());
        }
    }

    /** Yesterday too: a campaign's ids carry the instant of its launch, and its batches may come after midnight. */
    private void ahead() {
        for (int day = -1; day <= DAYS_AHEAD; day++) {
            partitions.createLedger(today().plusDays(day));
        }
        for (int month = 0; month <= MONTHS_AHEAD; month++) {
            partitions.createReferences(YearMonth.from(today()).plusMonths(month));
        }
    }

    private void inPortions(String statement, int days) {
        for (int portion = 0; portion < PORTIONS; portion++) {
            int rows = jdbc.sql(statement)
                    .param("days", days)
                    .param("portion", PORTION)
                    .update();
            if (rows < PORTION) {
                return;
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
