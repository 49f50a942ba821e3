package io.rcsplatform.provider.googlerbm;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.AgentMessage;
import io.rcsplatform.provider.wire.AuthorisedTransport;
import io.rcsplatform.provider.wire.HttpTransport;
import io.rcsplatform.provider.wire.Refusal;
import io.rcsplatform.provider.wire.WireText;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends under our own message id: "the RBM platform ignores any agent message sent with an ID that was used by an earlier message"
 * (reference of phones.agentMessages.create), so whatever may have arrived can be sent again.
 */
final class RbmSender implements MessageSender {
    private static final String AGENT_DOMAIN = "@rbm.goog";

    private final ProviderAccount account;
    private final HttpTransport transport;
    private final AuthorisedTransport google;
    private final String phones;
    private final boolean trafficType;
    private final Clock clock;

    RbmSender(ProviderAccount account, Clock clock) {
        this.account = account;
        this.transport = new HttpTransport(account);
        this.google = new AuthorisedTransport(
                transport, HttpTransport.hostOf(account.baseUrl()), RbmTokens.of(account, transport, clock));
        this.phones = account.baseUrl().getRawPath().replaceAll("/+$", "") + "/v1/phones/+";
        this.trafficType = !"false".equals(account.credentials().get("send_traffic_type"));
        this.clock = clock;
    }

    @Override
    public boolean idempotent() {
        return true;
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
        if (rcs instanceof ProviderTemplate) {
            return Refusal.contentRejected("Google holds no templates: send the content itself");
        }
        var refusal = Refusal.ofMissingVariables(content, variables);
        if (refusal != null) {
            return refusal;
        }
        var agent = from == null || from.isBlank() ? account.credentials().get("agent_id") : from;
        if (agent == null) {
            return new Refusal(new Rejected(
                    Reason.AGENT_NOT_LAUNCHED,
                    "neither the sender's address nor the account's agent_id names an agent"));
        }
        var message = AgentMessage.of(rcs, variables, trafficType ? trafficClass : null, deadline);
        var query = "&agentId=" + WireText.formEncode(withoutDomain(agent));
        return (id, to, values) -> {
            var refused = Refusal.ofMissingValues(values, variables);
            return refused == null
                    ? google.post(
                            pathTo(to, id, query),
                            message.fill(values, clock.instant()),
                            result -> RbmAnswers.outcome(id, result, clock.instant()))
                    : CompletableFuture.completedFuture(refused);
        };
    }

    /** Requests name an agent without its domain, callbacks with it. */
    static String withoutDomain(String agent) {
        return agent.endsWith(AGENT_DOMAIN) ? agent.substring(0, agent.length() - AGENT_DOMAIN.length()) : agent;
    }

    private String pathTo(PhoneNumber to, MessageId id, String query) {
        return phones + to.digits() + "/agentMessages?messageId=" + id.value() + query;
    }

    @Override
    public void close() {
        transport.close();
    }
}
