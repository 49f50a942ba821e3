package io.rcsplatform.campaign.announcement;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.messaging.Outbox;
import io.rcsplatform.platform.messaging.Outbox.Replay;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publishes consent and the campaigns' changes once more within two minutes, whether or not the first time was enough. Nobody answers to
 * them, so that a queue that was emptied before they were read would show nowhere; they are few, and to hear them again changes nothing.
 */
@Service
class RepeatAnnouncements {
    private static final Logger log = LoggerFactory.getLogger(RepeatAnnouncements.class);
    private static final List<Destination> REPEATED = List.of(Destination.CONSENT_EVENTS, Destination.CAMPAIGN_EVENTS);
    private static final Duration TURN = Duration.ofMinutes(1);

    private static final String TAKE_TURN = """
            select at
              from repeated_announcement
             where destination = :destination and at <= now() - make_interval(secs => :turn_s)
               for update skip locked
            """;
    private static final String END_TURN = """
            update repeated_announcement set at = now() where destination = :destination
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;

    RepeatAnnouncements(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** Each minute one of the instances does it: for what is new since the turn before the last. */
    @Transactional
    public void repeat() {
        REPEATED.forEach(this::repeat);
    }

    private void repeat(Destination destination) {
        jdbc.sql(TAKE_TURN)
                .param("destination", destination.name())
                .param("turn_s", TURN.toSeconds())
                .query((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .optional()
                .ifPresent(last -> {
                    int events = outbox.replay(new Replay(last.minus(TURN), destination, null, null));
                    log.debug("{} events of {} are published once more", events, destination.address());
                    jdbc.sql(END_TURN).param("destination", destination.name()).update();
                });
    }
}
