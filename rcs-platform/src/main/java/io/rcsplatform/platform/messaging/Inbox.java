package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.id.EventId;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

/** Which events had their effect already. Asked in the transaction of the effect, so that both hold or neither does. */
public class Inbox {
    private static final String INSERT = """
            insert into inbox (consumer, event_id) values (?, ?) on conflict do nothing
            """;
    /** In one order, so that two who bring in the same events never wait for each other. */
    private static final String INSERT_ALL = """
            insert into inbox (consumer, event_id)
            select ?, id from unnest(?::uuid[]) with ordinality as event (id, place) order by place
            on conflict do nothing
            returning event_id
            """;

    private static final String DELETE = """
            delete from inbox
             where (consumer, event_id) in (select consumer, event_id
                                              from inbox
                                             where received_at < now() - make_interval(secs => ?)
                                             limit ?)
            """;

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param consumer whose effect it is: each consumer applies an event once
     * @return false if this event had its effect already
     * @throws IllegalTransactionStateException outside a transaction
     */
    public boolean firstTime(String consumer, EventId id) {
        Transactions.require("Inbox.firstTime");
        return jdbc.sql(INSERT).params(consumer, id.value()).update() == 1;
    }

    /**
     * @return those that had no effect so far
     * @throws IllegalTransactionStateException outside a transaction
     */
    public Set<EventId> firstTime(String consumer, Collection<EventId> ids) {
        Transactions.require("Inbox.firstTime");
        var inOrder = ids.stream().map(EventId::value).sorted().distinct().toArray(UUID[]::new);
        return jdbc.sql(INSERT_ALL)
                .params(consumer, inOrder)
                .query((row, _) -> new EventId(row.getObject("event_id", UUID.class)))
                .set();
    }

    /**
     * Takes these events for applied, since their effect was had in another way. Waits for those that are being applied right now.
     *
     * @return how many had not been applied
     * @throws IllegalTransactionStateException outside a transaction
     */
    public int takeForApplied(String consumer, Collection<EventId> ids) {
        return firstTime(consumer, ids).size();
    }

    int deleteOlderThan(Duration age, int limit) {
        return jdbc.sql(DELETE).params((double) age.toSeconds(), limit).update();
    }
}
