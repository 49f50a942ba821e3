package io.rcsplatform.dispatch.inspection;

import io.rcsplatform.dispatch.ledger.Ledger;
import io.rcsplatform.dispatch.ledger.Leg;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.LegStatus;
import io.rcsplatform.domain.message.MessageOutcome;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MessageController {
    private final Ledger ledger;

    MessageController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/v1/messages/{id}")
    @Scope("campaigns:read")
    MessageView message(Caller caller, @PathVariable("id") String address) {
        var id = parse(address);
        var legs = ledger.find(caller.tenant(), id);
        if (legs.isEmpty()) {
            throw ApiProblem.notFound("message", id);
        }
        return MessageView.of(id, legs);
    }

    private static MessageId parse(String address) {
        try {
            return MessageId.parse(address);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.notFound("message", address);
        }
    }

    /**
     * @param to the whole number: it is the tenant's own
     * @param state of the message as a whole; null while nothing has come of it
     */
    record MessageView(
            MessageId id,
            @Nullable CampaignId campaignId,
            String to,
            @Nullable MessageState state,
            @Nullable Reason reason,
            boolean deliveredTwice,
            List<LegView> legs) {

        static MessageView of(MessageId id, List<Leg> legs) {
            var first = legs.getFirst();
            var outcome = MessageOutcome.of(status(legs, Channel.RCS), status(legs, Channel.SMS));
            return new MessageView(
                    id,
                    first.campaign(),
                    first.address().e164(),
                    outcome.state(),
                    outcome.reason(),
                    outcome.deliveredTwice(),
                    legs.stream().map(LegView::of).toList());
        }

        private static @Nullable LegStatus status(List<Leg> legs, Channel channel) {
            return legs.stream()
                    .filter(leg -> leg.key().leg() == channel)
                    .map(Leg::status)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** @param detail the provider's own code or words */
    record LegView(
            Channel channel,
            BatchId batchId,
            String account,
            @Nullable String providerMessageId,
            MessageState state,
            @Nullable Reason reason,
            @Nullable String detail,
            int attempts,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable Instant endedAt) {

        static LegView of(Leg leg) {
            var status = leg.status();
            return new LegView(
                    leg.key().leg(),
                    leg.batch(),
                    leg.account(),
                    leg.providerId(),
                    status.state(),
                    status.reason(),
                    leg.detail(),
                    leg.attempts(),
                    status.sentAt(),
                    status.deliveredAt(),
                    status.readAt(),
                    status.endedAt());
        }
    }
}
