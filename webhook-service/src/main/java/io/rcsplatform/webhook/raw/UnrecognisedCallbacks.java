package io.rcsplatform.webhook.raw;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What no reader understood, kept for an operator to look at. */
@Repository
public class UnrecognisedCallbacks {
    private static final String ADD = """
            insert into unrecognised_callback (raw_id, part, account, note, noted_at)
            select raw_id, part, account, note, :now
              from unnest(:rawIds::uuid[], :parts::integer[], :accounts::text[], :notes::text[])
                   as noted (raw_id, part, account, note)
                on conflict do nothing
            """;

    private final JdbcClient jdbc;

    UnrecognisedCallbacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(List<Unrecognised> noted, Instant now) {
        if (noted.isEmpty()) {
            return;
        }
        jdbc.sql(ADD)
                .param("rawIds", noted.stream().map(Unrecognised::rawId).toArray(UUID[]::new))
                .param("parts", noted.stream().map(Unrecognised::part).toArray(Integer[]::new))
                .param("accounts", noted.stream().map(Unrecognised::account).toArray(String[]::new))
                .param("notes", noted.stream().map(Unrecognised::note).toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
