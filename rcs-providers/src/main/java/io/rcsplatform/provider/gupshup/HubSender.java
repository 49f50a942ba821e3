package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.gupshup.AccessTokens.Failed;
import io.rcsplatform.provider.gupshup.AccessTokens.Grant;
import io.rcsplatform.provider.gupshup.HttpResult.Answered;
import io.rcsplatform.provider.gupshup.HttpResult.Lost;
import io.rcsplatform.provider.gupshup.HttpResult.NotSent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * RCS over Gupshup's RBM hub in its Google style. The hub's own fallback stays off: a message goes out on one channel at a time, and
 * this platform decides on which.
 */
final class HubSender implements MessageSender {
    private static final Header CONTENT_TYPE = new BasicHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    private static final Header ACCEPT = new BasicHeader(HttpHeaders.ACCEPT, "application/json");
    private static final Duration LONGEST_TTL = Duration.ofDays(15);

    /** After this long for a token, or for a refused one, no request is begun any more. */
    private static final Duration LATEST_START = Duration.ofSeconds(10);

    private final ProviderAccount account;
    private final HttpTransport transport;
    private final AccessTokens tokens;
    private final HttpHost host;
    private final String phones;
    private final boolean ownIds;
    private final boolean trafficType;
    private final Clock clock;

    HubSender(ProviderAccount account, Clock clock) {
        this.account = account;
        this.transport = new HttpTransport(account);
        this.tokens = new AccessTokens(account, transport, clock);
        this.host = HttpTransport.hostOf(account.baseUrl());
        this.phones = account.baseUrl().getRawPath().replaceAll("/+$", "") + "/v1/phones/+";
        this.ownIds = Boolean.parseBoolean(account.credentials().get("send_message_id"));
        this.trafficType = Boolean.parseBoolean(account.credentials().get("send_traffic_type"));
        this.clock = clock;
    }

    @Override
    public boolean idempotent() {
        return ownIds;
    }

    @Override
    public Compiled compile(
            MessageContent content,
            @Nullable String from,
            TrafficClass trafficClass,
            List<String> variables,
            Instant deadline) {
        if (!(content instanceof RcsContent rcs)) {
            return Refusal.contentRejected("this account sends RCS only");
        }
        var refusal = Refusal.ofMissingVariables(content, variables);
        if (refusal != null) {
            return refusal;
        }
        var bot = from == null || from.isBlank() ? account.credentials().get("bot_id") : from;
        if (bot == null || bot.isBlank()) {
            return new Refusal(new Rejected(
                    Reason.AGENT_NOT_LAUNCHED, "neither the sender's address nor the account's bot_id names an agent"));
        }
        var body = Json.object(
                        Json.member("contentMessage", new ContentJson(variables).contentMessage(rcs)),
                        Json.member("messageTrafficType", trafficType ? Json.string(nameOf(trafficClass)) : null),
                        Json.member("ttl", Json.string(WireText.own(0).then("s"))))
                .toBody();
        var query = "/agentMessages/async?botId=" + WireText.formEncode(bot) + "&enableFallback=false";
        return (id, to, values) -> {
            var refused = Refusal.ofMissingValues(values, variables);
            return refused == null
                    ? new Submission(id, pathTo(to, query, id), body.fill(values, ttl(deadline))).send()
                    : CompletableFuture.completedFuture(refused);
        };
    }

    private static String nameOf(TrafficClass trafficClass) {
        return trafficClass == TrafficClass.SERVICE_REQUEST ? "SERVICEREQUEST" : trafficClass.name();
    }

    private String pathTo(PhoneNumber to, String query, MessageId id) {
        return phones + to.digits() + query + (ownIds ? "&messageId=" + id.value() : "");
    }

    /** Whole seconds up to the deadline: reckoned per message, since a batch takes its time. */
    private String ttl(Instant deadline) {
        long seconds = Duration.between(clock.instant(), deadline).toSeconds();
        return Long.toString(Math.clamp(seconds, 1, LONGEST_TTL.toSeconds()));
    }

    private final class Submission {
        private final MessageId id;
        private final String path;
        private final byte[] body;
        private final long handedOver = System.nanoTime();

        Submission(MessageId id, String path, byte[] body) {
            this.id = id;
            this.path = path;
            this.body = body;
        }

        CompletableFuture<SendOutcome> send() {
            return authorised(true);
        }

        private CompletableFuture<SendOutcome> authorised(boolean first) {
            return tokens.current().thenCompose(answer -> switch (answer) {
                case Failed failed -> CompletableFuture.completedFuture(failed.outcome());
                case Grant grant -> post(grant, first);
            });
        }

        private boolean isLate() {
            return System.nanoTime() - handedOver > LATEST_START.toNanos();
        }

        private CompletableFuture<SendOutcome> post(Grant grant, boolean first) {
            if (isLate()) {
                return CompletableFuture.completedFuture(
                        Outcomes.refused(Reason.PROVIDER_DOWN, null, "access token: it came too late"));
            }
            return transport
                    .post(host, path, body, CONTENT_TYPE, ACCEPT, grant.authorization())
                    .thenCompose(result -> {
                        if (result instanceof Answered answer && answer.status() == 401) {
                            tokens.refused(grant);
                            if (first && !isLate()) {
                                return authorised(false);
                            }
                        }
                        return CompletableFuture.completedFuture(outcome(result));
                    });
        }

        private SendOutcome outcome(HttpResult result) {
            return switch (result) {
                case NotSent notSent -> Outcomes.notAnswered(notSent);
                case Lost lost -> Outcomes.notAnswered(lost);
                case Answered answer -> outcome(answer);
            };
        }

        private SendOutcome outcome(Answered answer) {
            var json = LooseJson.parse(answer.body()).value();
            var words = ReasonWords.saidIn(json);
            boolean success = answer.status() >= 200 && answer.status() < 300;
            if (success && !json.at("error").isPresent()) {
                return accepted(json);
            }
            if (ownIds && words.toLowerCase(Locale.ROOT).contains("duplicate")) {
                return new Accepted(id.value().toString());
            }
            boolean fromTheHub = answer.body().isBlank() || json instanceof LooseJson.Fields;
            return Outcomes.refused(
                    success ? answer.withStatus(codeOf(json)) : answer,
                    words,
                    fromTheHub ? Reason.NOT_RCS : Reason.PROVIDER_DOWN,
                    clock.instant());
        }

        private SendOutcome accepted(LooseJson json) {
            var name = json.first("name");
            var given = name == null ? json.first("messageId", "msgId") : name.substring(name.lastIndexOf('/') + 1);
            var nested = given == null ? json.at("RCSMessage").first("msgId") : given;
            if (nested != null && !nested.isEmpty()) {
                return new Accepted(nested);
            }
            return ownIds ? new Accepted(id.value().toString()) : new Unknown("accepted without an id");
        }
    }

    /** The status that an error body names, where the answer's own says success. */
    private static int codeOf(LooseJson json) {
        var code = json.at("error").first("code");
        return code != null && code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 400;
    }

    @Override
    public void close() {
        transport.close();
    }
}
