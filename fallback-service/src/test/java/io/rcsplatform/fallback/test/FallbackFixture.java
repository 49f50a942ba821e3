package io.rcsplatform.fallback.test;

import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.FallbackPolicy;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.FallbackRequest;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.event.SenderRef;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events as dispatch-service and campaign-service write them. */
public final class FallbackFixture {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    /** A deadline that has not passed. */
    public static final Instant LATER = Instant.parse("2126-03-01T10:00:00Z");

    public static final FallbackPolicy POLICY = new FallbackPolicy(
            new SenderRef(new SenderId(id()), "sms-account", "BRAND", 50), new SmsText("Hi {{name}}", "1107160000"));

    private FallbackFixture() {}

    public static UUID id() {
        return Uuid7.draw(NOW, RANDOM);
    }

    public static TenantId tenant() {
        return new TenantId(id());
    }

    public static Recipient recipient() {
        return new Recipient(
                new MessageId(id()), new PhoneNumber(491700000000L + RANDOM.nextInt(10_000_000)), List.of("Ada"));
    }

    public static FallbackRequest request(Instant deadline, Recipient... recipients) {
        return new FallbackRequest(
                new BatchId(id()),
                POLICY,
                TrafficClass.PROMOTION,
                List.of("name"),
                List.of(recipients),
                deadline,
                UnknownPolicy.NEVER_MISS);
    }

    public static MessageEvents asking(TenantId tenant, FallbackRequest... requests) {
        return new MessageEvents(
                new EventId(id()), tenant, NOW, new CampaignId(id()), List.of(), null, List.of(requests), 0, 0, null);
    }

    public static ConsentChanged consent(TenantId tenant, ConsentChanged.Entry... entries) {
        return new ConsentChanged(new EventId(id()), tenant, NOW, List.of(entries));
    }

    public static ConsentChanged.Entry optOut(PhoneNumber number, Instant at) {
        return new ConsentChanged.Entry(number, ConsentState.OPTED_OUT, at);
    }

    public static ConsentChanged.Entry optIn(PhoneNumber number, Instant at) {
        return new ConsentChanged.Entry(number, ConsentState.OPTED_IN, at);
    }
}
