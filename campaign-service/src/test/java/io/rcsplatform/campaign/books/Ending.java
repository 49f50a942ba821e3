package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.given.Happenings;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.json.EventJson;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** Brings campaigns to their end, by what the other services tell. */
class Ending {
    private final Given given;
    private final JdbcClient jdbc;
    private final Consumer<Message<byte[]>> messageEvents;
    private final Consumer<Message<byte[]>> fallbackDecided;
    private final EventJson json;
    private final Runnable endCampaigns;

    Ending(
            Given given,
            JdbcClient jdbc,
            @Qualifier("messageEvents") Consumer<Message<byte[]>> messageEvents,
            @Qualifier("fallbackDecided") Consumer<Message<byte[]>> fallbackDecided,
            EventJson json,
            @Qualifier("roundOfEnding") Runnable endCampaigns) {
        this.given = given;
        this.jdbc = jdbc;
        this.messageEvents = messageEvents;
        this.fallbackDecided = fallbackDecided;
        this.json = json;
        this.endCampaigns = endCampaigns;
    }

    /** A campaign to ten people, all of them in one batch that is in flight. */
    Campaign inFlight(TenantId tenant) {
        var campaign = given.planned(given.draft(tenant, 10, 5));
        handedOver(campaign);
        return campaign;
    }

    /** One of ten to whom everything was sent. */
    Campaign completed(TenantId tenant) {
        var campaign = inFlight(tenant);
        var happenings = new Happenings(campaign);
        told(happenings.event(IntStream.rangeClosed(1, 10)
                .mapToObj(seq -> happenings.first(seq, MessageState.SENT))
                .toArray(Change[]::new)));
        told(happenings.completed(1));
        endCampaigns.run();
        return campaign;
    }

    void handedOver(Campaign campaign) {
        new Happenings(campaign).fed(jdbc, 1);
        jdbc.sql("update campaign_work set next_batch = batches + 1 where tenant_id = ? and campaign_id = ?")
                .params(campaign.tenant().value(), campaign.id().value())
                .update();
    }

    void told(MessageEvents event) {
        messageEvents.accept(MessageBuilder.withPayload(json.write(event)).build());
    }

    void decided(FallbackDecided event) {
        fallbackDecided.accept(MessageBuilder.withPayload(json.write(event)).build());
    }

    void round() {
        endCampaigns.run();
    }
}
