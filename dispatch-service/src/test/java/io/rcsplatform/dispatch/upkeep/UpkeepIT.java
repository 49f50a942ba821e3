package io.rcsplatform.dispatch.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.dispatch.script.OnRealServers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UpkeepIT extends OnRealServers {
    private static final String MARK = "upkeep";

    @Autowired
    Upkeep upkeep;

    @Test
    void forgetsDeadLettersThatWereDecidedLongAgoAndKeepsOpenOnes() {
        letter("open", "100 days");
        letter("replayed", "29 days");
        letter("replayed", "31 days");
        letter("discarded", "31 days");

        upkeep.run();

        assertThat(left()).containsExactlyInAnyOrder("open", "replayed");
        jdbc.sql("delete from dead_letter where event_type = ?").param(MARK).update();
    }

    private void letter(String state, String decidedAgo) {
        jdbc.sql("""
                        insert into dead_letter (id, queue, fingerprint, state, event_type, reason, headers, payload, attempts, decided_at)
                        values (gen_random_uuid(), 'q', gen_random_uuid()::text, ?, ?, '', '{}', '', 1, now() - ?::interval)
                        """).params(state, MARK, decidedAgo).update();
    }

    private List<String> left() {
        return jdbc.sql("select state from dead_letter where event_type = ?")
                .param(MARK)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
