package io.rcsplatform.provider.wire;

import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.provider.wire.HttpResult.Answered;
import io.rcsplatform.provider.wire.HttpResult.Lost;
import io.rcsplatform.provider.wire.HttpResult.NotSent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * The account's bearer token: fetched once for all who wait for it, fetched again in good time while the old one still serves, and
 * after a failure not asked for again within a second.
 */
public final class AccessTokens {
    private static final Duration UNSAID_LIFETIME = Duration.ofMinutes(5);
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Supplier<CompletableFuture<HttpResult>> request;
    private final Clock clock;

    private @Nullable Grant grant;
    private @Nullable CompletableFuture<Answer> fetching;
    private @Nullable Failed failed;
    private Instant failedUntil = Instant.MIN;

    /** @param request asks the token endpoint, each time anew; its future always completes normally */
    public AccessTokens(Supplier<CompletableFuture<HttpResult>> request, Clock clock) {
        this.request = request;
        this.clock = clock;
    }

    sealed interface Answer {}

    /** @param authorization the header that shows the token */
    record Grant(Header authorization, Instant refreshAt, Instant expiresAt) implements Answer {
        @Override
        public String toString() {
            return "Grant[until " + expiresAt + "]";
        }
    }

    /** @param outcome of a message that could not be sent for want of a token */
    record Failed(SendOutcome outcome) implements Answer {}

    CompletableFuture<Answer> current() {
        CompletableFuture<Answer> fetch;
        Grant old;
        synchronized (this) {
            var now = clock.instant();
            if (grant != null && now.isBefore(grant.refreshAt)) {
                return CompletableFuture.completedFuture(grant);
            }
            old = grant != null && now.isBefore(grant.expiresAt) ? grant : null;
            if (fetching != null) {
                return old == null ? fetching : CompletableFuture.completedFuture(old);
            }
            if (failed != null && now.isBefore(failedUntil)) {
                return CompletableFuture.completedFuture(old == null ? failed : old);
            }
            fetch = new CompletableFuture<>();
            fetching = fetch;
        }
        var _ = request.get().thenAccept(result -> settle(fetch, read(result)));
        return old == null ? fetch : CompletableFuture.completedFuture(old);
    }

    private void settle(CompletableFuture<Answer> fetch, Answer answer) {
        synchronized (this) {
            fetching = null;
            switch (answer) {
                case Grant granted -> {
                    grant = granted;
                    failed = null;
                }
                case Failed failure -> {
                    failed = failure;
                    failedUntil = clock.instant().plus(PAUSE_AFTER_FAILURE);
                }
            }
        }
        fetch.complete(answer);
    }

    /** The provider refused this token: the next message fetches another, unless somebody did already. */
    synchronized void refused(Grant refused) {
        if (refused.equals(grant)) {
            grant = null;
        }
    }

    private Answer read(HttpResult result) {
        return switch (result) {
            case NotSent(var detail) -> failed(Reason.PROVIDER_DOWN, null, detail);
            case Lost(var detail) -> failed(Reason.PROVIDER_DOWN, null, detail);
            case Answered answer when answer.status() == 200 -> granted(answer);
            case Answered answer ->
                failed(
                        answer.status() >= 400 && answer.status() < 500 && answer.status() != 429
                                ? Reason.AUTHENTICATION
                                : Reason.PROVIDER_DOWN,
                        Outcomes.after(answer.retryAfter(), clock.instant()),
                        "http " + answer.status());
        };
    }

    private Answer granted(Answered answer) {
        var json = LooseJson.parse(answer.body()).value();
        var token = json.first("access_token");
        if (token == null) {
            return failed(Reason.AUTHENTICATION, null, "no access_token in the answer");
        }
        var lifetime = lifetime(json.first("expires_in"));
        var fifth = lifetime.dividedBy(5);
        var margin = fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN;
        var expiresAt = clock.instant().plus(lifetime);
        return new Grant(
                new BasicHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token), expiresAt.minus(margin), expiresAt);
    }

    private static Duration lifetime(@Nullable String seconds) {
        try {
            long lifetime = seconds == null ? 0 : (long) Double.parseDouble(seconds);
            return lifetime > 0 ? Duration.ofSeconds(lifetime) : UNSAID_LIFETIME;
        } catch (NumberFormatException _) {
            return UNSAID_LIFETIME;
        }
    }

    private static Failed failed(Reason reason, @Nullable Duration after, String detail) {
        return new Failed(Outcomes.refused(reason, after, "access token: " + detail));
    }
}
