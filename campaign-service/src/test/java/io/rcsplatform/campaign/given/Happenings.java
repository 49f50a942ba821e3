package io.rcsplatform.campaign.given;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.domain.event.FallbackPolicy;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.BatchCompleted;
import io.rcsplatform.domain.event.MessageEvents.BatchPutOff;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.event.MessageEvents.FallbackRequest;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.event.SenderRef;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the other services tell about one campaign's messages. */
public final class Happenings {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Campaign campaign;
    private final Instant launchedAt;

    public Happenings(Campaign campaign) {
        this.campaign = campaign;
        if (campaign.launchedAt() == null) {
            throw new IllegalArgumentException("not launched: " + campaign.id());
        }
        launchedAt = campaign.launchedAt();
    }

    public Change first(int seq, MessageState to) {
        return change(seq, null, null, to, null);
    }

    public Change first(int seq, MessageState to, Reason reason) {
        return change(seq, null, null, to, reason);
    }

    public Change next(int seq, MessageState from, @Nullable Reason fromReason, MessageState to) {
        return change(seq, from, fromReason, to, null);
    }

    public MessageEvents event(Change... changes) {
        return eventOf(campaign.id(), changes);
    }

    public MessageEvents eventOf(@Nullable CampaignId of, Change... changes) {
        return events(of, List.of(changes), null, List.of(), 0, 0);
    }

    public MessageEvents completed(int batch) {
        return completed(batch, 0);
    }

    public MessageEvents completed(int batch, int deferred) {
        var completed = new BatchCompleted(BatchId.derive(campaign.id(), launchedAt, batch), batch, 10, deferred);
        return events(campaign.id(), List.of(), completed, List.of(), 0, 0);
    }

    public MessageEvents putOff(int batch) {
        var putOff = new BatchPutOff(BatchId.derive(campaign.id(), launchedAt, batch), batch);
        return new MessageEvents(
                eventId(), campaign.tenant(), NOW, campaign.id(), List.of(), null, List.of(), 0, 0, putOff);
    }

    public MessageEvents withFallbacks(List<Integer> seqs, Change... changes) {
        var request = new FallbackRequest(
                BatchId.derive(campaign.id(), launchedAt, 1),
                new FallbackPolicy(
                        new SenderRef(campaign.settings().sender(), "demo-sms", null, 10), new SmsText("Hello", null)),
                TrafficClass.PROMOTION,
                List.of(),
                seqs.stream()
                        .map(seq -> new Recipient(id(seq), new PhoneNumber(33600000000L + seq), List.of()))
                        .toList(),
                NOW,
                null);
        return events(campaign.id(), List.of(changes), null, List.of(request), 0, 0);
    }

    public MessageEvents twice(int seq, int duplicates) {
        var change =
                new Change(id(seq), Channel.SMS, MessageState.DELIVERED, null, MessageState.DELIVERED, null, NOW, true);
        return events(campaign.id(), List.of(change), null, List.of(), duplicates, 0);
    }

    public MessageEvents smsSettled(int legs, Change... changes) {
        return events(campaign.id(), List.of(changes), null, List.of(), 0, legs);
    }

    public FallbackDecided decided(List<Integer> ordered, List<Integer> declined, Reason why) {
        var decisions = new ArrayList<FallbackDecided.Decision>();
        ordered.forEach(seq -> decisions.add(new FallbackDecided.Decision(id(seq), null)));
        declined.forEach(seq -> decisions.add(new FallbackDecided.Decision(id(seq), why)));
        return new FallbackDecided(eventId(), campaign.tenant(), NOW, campaign.id(), decisions);
    }

    /** The orchestrator has handed these batches over. */
    public void fed(JdbcClient jdbc, Integer... batches) {
        Stream.of(batches)
                .forEach(batch -> jdbc.sql("""
                        update campaign_batch set state = 'fed', fed_at = now()
                         where tenant_id = ? and campaign_id = ? and number = ?
                        """)
                        .params(campaign.tenant().value(), campaign.id().value(), batch)
                        .update());
    }

    private MessageEvents events(
            @Nullable CampaignId of,
            List<Change> changes,
            @Nullable BatchCompleted completed,
            List<FallbackRequest> fallbacks,
            int duplicates,
            int smsSettled) {
        return new MessageEvents(
                eventId(), campaign.tenant(), NOW, of, changes, completed, fallbacks, duplicates, smsSettled, null);
    }

    private Change change(
            int seq,
            @Nullable MessageState from,
            @Nullable Reason fromReason,
            MessageState to,
            @Nullable Reason reason) {
        return new Change(id(seq), Channel.RCS, from, fromReason, to, reason, NOW, false);
    }

    private MessageId id(int seq) {
        return MessageId.derive(campaign.id(), launchedAt, seq);
    }

    private static EventId eventId() {
        return new EventId(Uuid7.draw(NOW, RANDOM));
    }
}
