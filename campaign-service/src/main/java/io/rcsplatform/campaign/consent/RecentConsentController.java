package io.rcsplatform.campaign.consent;

import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.messaging.Outbox;
import io.rcsplatform.platform.messaging.Outbox.Added;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people said lately, for those who send: they may not wait until the broker brings it. */
@RestController
class RecentConsentController {
    private static final int EVENTS = 500;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Outbox outbox;

    RecentConsentController(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Everything that was stored when the question came in.
     *
     * @param seconds how far back; at most a day
     * @param after where the page before ended
     */
    @GetMapping("/internal/consents")
    @Scope(Scopes.INTERNAL)
    Recent recent(@RequestParam("last_s") long seconds, @RequestParam(defaultValue = "0") long after) {
        if (seconds < 1 || seconds > KEPT.toSeconds()) {
            throw ApiProblem.invalid("?last_s", "out_of_range", "must be from 1 to " + KEPT.toSeconds());
        }
        var added = outbox.added(
                Destination.CONSENT_EVENTS, ConsentChanged.class, Duration.ofSeconds(seconds), after, EVENTS);
        return new Recent(
                added.stream().map(Added::event).toList(),
                added.size() == EVENTS,
                added.isEmpty() ? after : added.getLast().place());
    }

    record Recent(List<ConsentChanged> data, boolean hasMore, long next) {}
}
