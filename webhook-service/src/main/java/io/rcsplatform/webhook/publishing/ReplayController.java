package io.rcsplatform.webhook.publishing;

import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Required;
import java.time.Clock;
import java.time.Duration;
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

    /** Longer than callbacks are kept anywhere. */
    private static final Duration FAR_BACK = Duration.ofDays(3_660);

    private final ReplayCallbacks replay;
    private final Clock clock;

    ReplayController(ReplayCallbacks replay, Clock clock) {
        this.replay = replay;
        this.clock = clock;
    }

    @PostMapping("/v1/callback_replays")
    @Scope("platform")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replay replay(@RequestBody Span span) {
        var now = clock.instant();
        var since = span.since();
        if (since == null) {
            throw ApiProblem.invalid("/since", "required", "Must be given");
        }
        if (since.isBefore(now.minus(FAR_BACK)) || since.isAfter(now)) {
            throw ApiProblem.invalid("/since", "wrong_time", "Must lie in the past, and within ten years");
        }
        var asked = span.until();
        var until = asked == null || asked.isAfter(now) ? now : asked;
        int batches = replay.replay(since, until);
        log.info("{} batches of callbacks since {} will be published again", batches, since);
        return new Replay(since, until, batches);
    }

    record Span(@Required @Nullable Instant since, @Nullable Instant until) {}

    record Replay(Instant since, Instant until, int batches) {}
}
