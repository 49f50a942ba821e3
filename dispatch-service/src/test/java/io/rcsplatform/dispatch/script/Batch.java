package io.rcsplatform.dispatch.script;

import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.FallbackPolicy;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.event.SenderRef;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds a batch of a campaign of its own; what a test does not say is ordinary. */
public record Batch(
        TenantId tenant,
        CampaignId campaign,
        Instant launchedAt,
        int number,
        int size,
        Channel channel,
        SenderRef sender,
        Instant deadline,
        @Nullable FallbackPolicy fallback,
        @Nullable UnknownPolicy policy) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long FIRST_NUMBER = 919_000_000_000L;
    private static final int ENOUGH = 100_000;

    public static Batch of(int size) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Batch(
                new TenantId(draw()),
                new CampaignId(draw()),
                now,
                0,
                size,
                Channel.RCS,
                new SenderRef(new SenderId(draw()), "scripted", "agent", ENOUGH),
                now.plus(Duration.ofHours(1)),
                null,
                null);
    }

    public Batch through(String account) {
        return with(new SenderRef(sender.id(), account, sender.address(), sender.ratePerSecond()));
    }

    public Batch owned(TenantId owner) {
        return new Batch(owner, campaign, launchedAt, number, size, channel, sender, deadline, fallback, policy);
    }

    public Batch from(String address) {
        return with(new SenderRef(sender.id(), sender.account(), address, sender.ratePerSecond()));
    }

    public Batch at(int ratePerSecond) {
        return with(new SenderRef(sender.id(), sender.account(), sender.address(), ratePerSecond));
    }

    public Batch until(Instant newDeadline) {
        return new Batch(tenant, campaign, launchedAt, number, size, channel, sender, newDeadline, fallback, policy);
    }

    public Batch number(int newNumber) {
        return new Batch(tenant, campaign, launchedAt, newNumber, size, channel, sender, deadline, fallback, policy);
    }

    public Batch withFallback() {
        var sms = new FallbackPolicy(
                new SenderRef(new SenderId(draw()), "scripted-sms", "BRAND", ENOUGH),
                new SmsText("Hello {{name}}", null));
        return new Batch(tenant, campaign, launchedAt, number, size, channel, sender, deadline, sms, policy);
    }

    public Batch neverMissing() {
        return new Batch(
                tenant,
                campaign,
                launchedAt,
                number,
                size,
                channel,
                sender,
                deadline,
                fallback,
                UnknownPolicy.NEVER_MISS);
    }

    public Batch asSms() {
        return new Batch(tenant, campaign, launchedAt, number, size, Channel.SMS, sender, deadline, null, policy)
                .through("scripted-sms");
    }

    private Batch with(SenderRef newSender) {
        return new Batch(tenant, campaign, launchedAt, number, size, channel, newSender, deadline, fallback, policy);
    }

    public MessageId message(int index) {
        return MessageId.derive(campaign, launchedAt, number * 1000 + index);
    }

    public PhoneNumber phone(int index) {
        return new PhoneNumber(FIRST_NUMBER + number * 1000L + index);
    }

    public List<MessageId> messages() {
        return IntStream.range(0, size).mapToObj(this::message).toList();
    }

    public BatchId id() {
        return BatchId.derive(campaign, launchedAt, channel == Channel.RCS ? number : 1_000_000 + number);
    }

    public DispatchBatch event() {
        return new DispatchBatch(
                new EventId(draw()),
                tenant,
                launchedAt,
                id(),
                campaign,
                channel == Channel.RCS ? number : null,
                channel,
                sender,
                TrafficClass.PROMOTION,
                new SmsText("Hello {{name}}", null),
                List.of("name"),
                IntStream.range(0, size)
                        .mapToObj(i -> new Recipient(message(i), phone(i), List.of("name " + i)))
                        .toList(),
                deadline,
                fallback,
                policy);
    }

    public static UUID draw() {
        return Uuid7.draw(Instant.now(), RANDOM);
    }
}
