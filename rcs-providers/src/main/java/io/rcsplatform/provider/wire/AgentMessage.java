package io.rcsplatform.provider.wire;

import static io.rcsplatform.provider.wire.Json.member;
import static io.rcsplatform.provider.wire.Json.object;
import static io.rcsplatform.provider.wire.Json.string;

import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.message.TrafficClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Google's {@code AgentMessage}, which others take too: compiled once for many recipients. */
public final class AgentMessage {
    private static final Duration LONGEST_TTL = Duration.ofDays(15);

    private final WireBody body;
    private final Instant deadline;

    private AgentMessage(WireBody body, Instant deadline) {
        this.body = body;
        this.deadline = deadline;
    }

    /**
     * @param variables the names whose values each recipient brings, in order
     * @param trafficClass null to leave it unsaid
     */
    public static AgentMessage of(
            RcsContent content, List<String> variables, @Nullable TrafficClass trafficClass, Instant deadline) {
        var message = object(
                member("contentMessage", new ContentJson(variables).contentMessage(content)),
                member("messageTrafficType", trafficClass == null ? null : string(nameOf(trafficClass))),
                member("ttl", string(WireText.own(0).then("s"))));
        return new AgentMessage(message.toBody(), deadline);
    }

    private static String nameOf(TrafficClass trafficClass) {
        return trafficClass == TrafficClass.SERVICE_REQUEST ? "SERVICEREQUEST" : trafficClass.name();
    }

    /** For one recipient. Its time to live is whole seconds up to the deadline: reckoned now, since a batch takes its time. */
    public byte[] fill(List<String> values, Instant now) {
        long seconds = Duration.between(now, deadline).toSeconds();
        return body.fill(values, Long.toString(Math.clamp(seconds, 1, LONGEST_TTL.toSeconds())));
    }
}
