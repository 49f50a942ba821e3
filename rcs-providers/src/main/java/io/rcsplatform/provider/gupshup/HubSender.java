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
import io.rcsplatform.provider.wire.AgentMessage;
import io.rcsplatform.provider.wire.AuthorisedTransport;
import io.rcsplatform.provider.wire.HttpResult;
import io.rcsplatform.provider.wire.HttpResult.Answered;
import io.rcsplatform.provider.wire.HttpResult.Lost;
import io.rcsplatform.provider.wire.HttpResult.NotSent;
import io.rcsplatform.provider.wire.HttpTransport;
import io.rcsplatform.provider.wire.LooseJson;
import io.rcsplatform.provider.wire.Outcomes;
import io.rcsplatform.provider.wire.Refusal;
import io.rcsplatform.provider.wire.WireText;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * RCS over Gupshup's RBM hub in its Google style. The hub's own fallback stays off: a message goes out on one channel at a time, and
 * this platform decides on which.
 */
final class HubSender implements MessageSender {
    private final ProviderAccount account;
    private final HttpTransport transport;
    private final AuthorisedTransport hub;
    private final String phones;
    private final boolean ownIds;
    private final boolean trafficType;
    private final Clock clock;

    HubSender(ProviderAccount account, Clock clock) {
        this.account = account;
        this.transport = new HttpTransport(account);
        this.hub = new AuthorisedTransport(
                transport, HttpTransport.hostOf(account.baseUrl()), HubTokens.of(account, transport, clock));
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
        var message = AgentMessage.of(rcs, variables, trafficType ? trafficClass : null, deadline);
        var query = "/agentMessages/async?botId=" + WireText.formEncode(bot) + "&enableFallback=false";
        return (id, to, values) -> {
            var refused = Refusal.ofMissingValues(values, variables);
            return refused == null
                    ? hub.post(
                            pathTo(to, query, id), message.fill(values, clock.instant()), result -> outcome(id, result))
                    : CompletableFuture.completedFuture(refused);
        };
    }

    private String pathTo(PhoneNumber to, String query, MessageId id) {
        return phones + to.digits() + query + (ownIds ? "&messageId=" + id.value() : "");
    }

    private SendOutcome outcome(MessageId id, HttpResult result) {
        return switch (result) {
            case NotSent notSent -> Outcomes.notAnswered(notSent);
            case Lost lost -> Outcomes.notAnswered(lost);
            case Answered answer -> outcome(id, answer);
        };
    }

    private SendOutcome outcome(MessageId id, Answered answer) {
        var json = LooseJson.parse(answer.body()).value();
        var words = ReasonWords.saidIn(json);
        boolean success = answer.status() >= 200 && answer.status() < 300;
        if (success && !json.at("error").isPresent()) {
            return accepted(id, json);
        }
        if (ownIds && words.toLowerCase(Locale.ROOT).contains("duplicate")) {
            return new Accepted(id.value().toString());
        }
        boolean fromTheHub = answer.body().isBlank() || json instanceof LooseJson.Fields;
        return Answers.refused(
                success ? answer.withStatus(codeOf(json)) : answer,
                words,
                fromTheHub ? Reason.NOT_RCS : Reason.PROVIDER_DOWN,
                clock.instant());
    }

    private SendOutcome accepted(MessageId id, LooseJson json) {
        var name = json.first("name");
        var given = name == null ? json.first("messageId", "msgId") : name.substring(name.lastIndexOf('/') + 1);
        var nested = given == null ? json.at("RCSMessage").first("msgId") : given;
        if (nested != null && !nested.isEmpty()) {
            return new Accepted(nested);
        }
        return ownIds ? new Accepted(id.value().toString()) : new Unknown("accepted without an id");
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
