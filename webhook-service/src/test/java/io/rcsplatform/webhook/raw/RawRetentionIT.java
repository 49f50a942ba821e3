package io.rcsplatform.webhook.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.webhook.test.OnRealServers;
import io.rcsplatform.webhook.test.WhatBecameOfIt;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OnRealServers
class RawRetentionIT {
    @Autowired
    RawRetention retention;

    @Autowired
    RawPartitions partitions;

    @Autowired
    WhatBecameOfIt outcome;

    @BeforeEach
    void startEmpty() {
        outcome.forget();
    }

    @Test
    void dropsRawCallbacksWithAllThatBelongsToThemAfterThirtyDays() {
        var lastKept = LocalDate.now(ZoneOffset.UTC).minusDays(30);
        partitions.create(lastKept.minusDays(1), lastKept);
        callbackOf(lastKept.minusDays(1));
        callbackOf(lastKept);

        retention.dropOld();

        assertThat(outcome.rows("raw_callback")).isEqualTo(1);
        assertThat(outcome.rows("raw_batch")).isEqualTo(1);
        assertThat(outcome.rows("unrecognised_callback")).isEqualTo(1);
        assertThat(outcome.jdbc()
                        .sql("select min(received_at)::date from raw_callback")
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(lastKept);
    }

    private void callbackOf(LocalDate day) {
        var id = Uuid7.lowest(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        outcome.jdbc()
                .sql("insert into raw_batch (id, created_at, callbacks, published_at) values (?, ?, 1, now())")
                .params(id, day)
                .update();
        outcome.jdbc().sql("""
                        insert into raw_callback (id, batch_id, account, method, headers, body, received_at)
                        values (?, ?, 'line-one', 'POST', '{}', 'line', ?)
                        """).params(id, id, day).update();
        outcome.jdbc()
                .sql(
                        "insert into unrecognised_callback (raw_id, part, account, note, noted_at) values (?, 0, 'line-one', 'odd', now())")
                .params(id)
                .update();
    }
}
