package io.rcsplatform.webhook.raw;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps a partition ready for every day to come, and drops those of the days that are over. */
@Component
class RawRetention implements InitializingBean {
    private static final int DAYS_AHEAD = 7;

    private final RawPartitions partitions;
    private final RawProperties properties;
    private final Clock clock;

    RawRetention(RawPartitions partitions, RawProperties properties, Clock clock) {
        this.partitions = partitions;
        this.properties = properties;
        this.clock = clock;
    }

    /** Before the first callback can come in. */
    @Override
    public void afterPropertiesSet() {
        createAhead();
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void createAhead() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        partitions.create(today.minusDays(1), today.plusDays(DAYS_AHEAD));
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void dropOld() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        partitions.dropBefore(today.minusDays(properties.retentionDays()));
    }
}
