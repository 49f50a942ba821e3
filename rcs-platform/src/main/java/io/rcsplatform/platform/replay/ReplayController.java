package io.rcsplatform.platform.replay;

import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.messaging.Outbox;
import io.rcsplatform.platform.messaging.Outbox.Replay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets the fleet itself, and operators, have events published again that a lost queue took with it. */
@RestController
class ReplayController {
    private static final Logger log = LoggerFactory.getLogger(ReplayController.class);

    private final Outbox outbox;

    ReplayController(Outbox outbox) {
        this.outbox = outbox;
    }

    @PostMapping("/internal/outbox/replays")
    @Scope({Scopes.INTERNAL, Scopes.PLATFORM})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replayed replay(@RequestBody Replay replay) {
        int events = outbox.replay(replay);
        log.info(
                "{} events since {} are published again (campaign {}, destination {})",
                events,
                replay.since(),
                replay.campaignId(),
                replay.destination());
        return new Replayed(events);
    }

    record Replayed(int events) {}
}
