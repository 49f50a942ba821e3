package io.rcsplatform.dispatch.consent;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * How far this instance knows what people said. The broker brings most of it; what is not there yet is asked for, and where that has no
 * answer the knowledge grows stale and nothing is sent on it.
 */
@Component
public class KnownConsents {
    private static final Logger log = LoggerFactory.getLogger(KnownConsents.class);
    /** As long as campaign-service keeps it: the broker may have been away when this instance was, too. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);

    /** Longer than a transaction that stores what people said. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final RecentConsents recent;
    private final ApplyConsent consent;
    private final Duration staleAfter;
    private volatile long knownUntil;
    private boolean answered = true;
    private Set<EventId> applied = Set.of();

    KnownConsents(RecentConsents recent, ApplyConsent consent, ConsentSettings settings, MeterRegistry registry) {
        this.recent = recent;
        this.consent = consent;
        this.staleAfter = settings.staleAfter();
        this.knownUntil = System.nanoTime() - FIRST_LOOK_BACK.toNanos();
        Gauge.builder("rcs.consent.age", this, known -> age(known.knownUntil) / 1e9)
                .description(
                        "How old this instance's knowledge of opt-outs is; it sends nothing on more than a second's")
                .baseUnit("seconds")
                .register(registry);
    }

    /** The moment, as of {@link System#nanoTime}, until which all that was stored is in the local copy. */
    public long knownUntil() {
        return knownUntil;
    }

    /** Whether something may still be submitted on what was known until then. */
    public boolean isFresh(long until) {
        return age(until) < staleAfter.toNanos();
    }

    /** One thread does this, again and again. */
    void refresh() {
        long asked = System.nanoTime();
        try {
            var said = recent.since(Duration.ofNanos(age(knownUntil)).plus(OVERLAP));
            said.stream().filter(event -> !applied.contains(event.id())).forEach(consent::apply);
            applied = said.stream().map(ConsentChanged::id).collect(Collectors.toSet());
            knownUntil = asked;
            tell(true, "");
        } catch (RestClientException e) {
            tell(false, String.valueOf(e.getMessage()));
        }
    }

    private void tell(boolean nowAnswered, String why) {
        if (nowAnswered && !answered) {
            log.atInfo()
                    .addKeyValue(LogFields.EVENT, "consents.known")
                    .log("campaign-service answers again: sending goes on");
        } else if (!nowAnswered && answered) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "consents.stale")
                    .log("Nothing is sent until campaign-service tells who opted out: {}", why);
        }
        answered = nowAnswered;
    }

    private static long age(long until) {
        return System.nanoTime() - until;
    }
}
