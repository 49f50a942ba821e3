package io.rcsplatform.webhook.publishing;

import io.rcsplatform.platform.identity.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReplayController {
    private static final Logger log = LoggerFactory.getLogger(ReplayController.class);

    private final ReplayCallbacks replay;

    ReplayController(ReplayCallbacks replay) {
        this.replay = replay;
    }

    @PostMapping("/v1/callback_replays")
    @Scope("platform")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replay replay(@RequestBody Span span) {
        int batches = replay.replay(span.since(), span.until());
        log.info("{} batches of callbacks since {} will be published again", batches, span.since());
        return new Replay(span.since(), span.until(), batches);
    }

    record Span(Instant since, @Nullable Instant until) {}

    record Replay(Instant since, @Nullable Instant until, int batches) {}
}
