package io.rcsplatform.fallback.decision;

import static io.rcsplatform.fallback.test.FallbackFixture.LATER;
import static io.rcsplatform.fallback.test.FallbackFixture.NOW;
import static io.rcsplatform.fallback.test.FallbackFixture.POLICY;
import static io.rcsplatform.fallback.test.FallbackFixture.asking;
import static io.rcsplatform.fallback.test.FallbackFixture.consent;
import static io.rcsplatform.fallback.test.FallbackFixture.optOut;
import static io.rcsplatform.fallback.test.FallbackFixture.recipient;
import static io.rcsplatform.fallback.test.FallbackFixture.request;
import static io.rcsplatform.fallback.test.FallbackFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.FallbackDecided.Decision;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.fallback.test.OnRealServers;
import io.rcsplatform.fallback.test.Published;
import io.rcsplatform.platform.messaging.Publisher;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@OnRealServers
class DecideFallbacksIT {
    @Autowired
    Publisher publisher;

    @Autowired
    Published published;

    @Autowired
    DecideFallbacks fallbacks;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final TenantId tenant = tenant();

    @BeforeEach
    void startEmpty() {
        published.forget();
    }

    @Test
    void ordersAnSmsUnderTheSameMessageIds() {
        var ada = recipient();
        var bob = recipient();
        var event = asking(tenant, request(LATER, ada, bob));

        publisher.publish(Destination.MESSAGE_EVENTS, event);

        var batch = published.smsBatches(1).getFirst();
        assertThat(batch.recipients()).containsExactly(ada, bob);
        assertThat(batch.tenantId()).isEqualTo(tenant);
        assertThat(batch.campaignId()).isEqualTo(event.campaignId());
        assertThat(batch.channel()).isEqualTo(Channel.SMS);
        assertThat(batch.sender()).isEqualTo(POLICY.sender());
        assertThat(batch.content()).isEqualTo(POLICY.text());
        assertThat(batch.variables()).containsExactly("name");
        assertThat(batch.trafficClass()).isEqualTo(event.fallbacks().getFirst().trafficClass());
        assertThat(batch.unknownPolicy()).isEqualTo(event.fallbacks().getFirst().unknownPolicy());
        assertThat(batch.deadline()).isEqualTo(LATER);
        assertThat(batch.batchNumber()).isNull();
        assertThat(batch.fallback()).isNull();
        var decided = published.decisions(1).getFirst();
        assertThat(decided.campaignId()).isEqualTo(event.campaignId());
        assertThat(decided.decisions()).containsExactlyInAnyOrder(ordered(ada), ordered(bob));
    }

    @Test
    void ordersOneBatchForRequestsThatAreAlikeAndOneForEachThatDiffers() {
        var event = asking(
                tenant,
                request(LATER, recipient()),
                request(LATER.plusSeconds(1), recipient()),
                request(LATER, recipient(), recipient()));

        publisher.publish(Destination.MESSAGE_EVENTS, event);

        assertThat(published.smsBatches(2))
                .satisfies(batches -> assertThat(batches)
                        .extracting(
                                batch -> batch.deadline(),
                                batch -> batch.recipients().size())
                        .containsExactlyInAnyOrder(tuple(LATER, 3), tuple(LATER.plusSeconds(1), 1)))
                .extracting(batch -> batch.batchId())
                .doesNotHaveDuplicates();
        assertThat(published.decisions(1).getFirst().decisions()).hasSize(4);
    }

    @Test
    void ordersOneBatchForAlikeRequestsOfOneCampaignThatCameTogether() {
        var event = asking(tenant, request(LATER, recipient()));
        var another = asking(tenant, request(LATER, recipient(), recipient()));

        assertThat(fallbacks.decide(List.of(event, sameCampaign(another, event), event)))
                .hasSize(3);

        assertThat(published.smsBatches(1).getFirst().recipients()).hasSize(3);
        assertThat(published.decisions(1).getFirst().decisions()).hasSize(3);
        assertThat(published.nothingMore()).isTrue();
    }

    @Test
    void ordersBatchesOfTheirOwnForCampaignsThatCameTogether() {
        var event = asking(tenant, request(LATER, recipient()));
        var another = asking(tenant, request(LATER, recipient()));

        fallbacks.decide(List.of(event, another));

        assertThat(published.smsBatches(2))
                .extracting(batch -> batch.campaignId())
                .containsExactlyInAnyOrder(event.campaignId(), another.campaignId());
    }

    @Test
    void declinesWhoOptedOut() {
        var ada = recipient();
        var bob = recipient();
        publisher.publish(Destination.CONSENT_EVENTS, consent(tenant, optOut(ada.to(), NOW)));
        await("the opt-out is known").until(() -> optedOut(ada));

        publisher.publish(Destination.MESSAGE_EVENTS, asking(tenant, request(LATER, ada, bob)));

        assertThat(published.smsBatches(1).getFirst().recipients()).containsExactly(bob);
        assertThat(published.decisions(1).getFirst().decisions())
                .containsExactlyInAnyOrder(new Decision(ada.id(), Reason.OPTED_OUT), ordered(bob));
    }

    @Test
    void knowsAnOptOutOfOneTenantOnlyForThatTenant() {
        var ada = recipient();
        publisher.publish(Destination.CONSENT_EVENTS, consent(tenant(), optOut(ada.to(), NOW)));
        await("the opt-out is known").until(() -> optedOut(ada));

        publisher.publish(Destination.MESSAGE_EVENTS, asking(tenant, request(LATER, ada)));

        assertThat(published.decisions(1).getFirst().decisions()).containsExactly(ordered(ada));
    }

    @Test
    void declinesWhatIsTooLate() {
        var ada = recipient();

        publisher.publish(Destination.MESSAGE_EVENTS, asking(tenant, request(NOW.minusSeconds(1), ada)));

        assertThat(published.decisions(1).getFirst().decisions())
                .containsExactly(new Decision(ada.id(), Reason.EXPIRED));
        assertThat(published.nothingMore()).isTrue();
    }

    @Test
    void decidesOnceThoughTheEventComesTwice() {
        var event = asking(tenant, request(LATER, recipient()));

        publisher.publish(Destination.MESSAGE_EVENTS, event);
        publisher.publish(Destination.MESSAGE_EVENTS, event);

        assertThat(published.decisions(1)).hasSize(1);
        assertThat(published.smsBatches(1)).hasSize(1);
        assertThat(published.nothingMore()).isTrue();
    }

    @Test
    void decidesOnceThoughSeveralEventsAskAtTheSameTime() throws Exception {
        var recipients = IntStream.range(0, 50).mapToObj(_ -> recipient()).toArray(Recipient[]::new);
        List<Callable<List<Decision>>> askings = IntStream.range(0, 8)
                .mapToObj(_ -> asking(tenant, request(LATER, recipients)))
                .<Callable<List<Decision>>>map(event -> () -> fallbacks.decide(List.of(event)))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var decided = threads.invokeAll(askings).stream()
                    .map(Future::resultNow)
                    .flatMap(List::stream)
                    .toList();

            assertThat(decided).hasSize(50).doesNotHaveDuplicates();
        }
        assertThat(published.smsBatches(1).getFirst().recipients()).containsExactly(recipients);
        assertThat(published.decisions(1)).hasSize(1);
        assertThat(published.nothingMore()).isTrue();
    }

    @Test
    void decidesAMessageOnceThatIsAskedForTwiceInOneEvent() {
        var ada = recipient();

        publisher.publish(Destination.MESSAGE_EVENTS, asking(tenant, request(LATER, ada), request(LATER, ada)));

        assertThat(published.smsBatches(1).getFirst().recipients()).containsExactly(ada);
        assertThat(published.decisions(1).getFirst().decisions()).containsExactly(ordered(ada));
        assertThat(published.nothingMore()).isTrue();
    }

    @Test
    void publishesNothingOfWhatIsRolledBackAndDecidesItAnew() {
        var event = asking(tenant, request(LATER, recipient()));

        transaction.executeWithoutResult(status -> {
            assertThat(fallbacks.decide(List.of(event))).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(published.nothingMore()).isTrue();
        assertThat(fallbacks.decide(List.of(event))).hasSize(1);
        assertThat(published.smsBatches(1)).hasSize(1);
    }

    @Test
    void doesNothingForEventsThatAskForNothing() {
        var silent = asking(tenant);
        var asking = asking(tenant, request(LATER, recipient()));

        publisher.publish(Destination.MESSAGE_EVENTS, silent);
        publisher.publish(Destination.MESSAGE_EVENTS, asking);

        published.decisions(1);
        assertThat(inInbox(asking)).isTrue();
        assertThat(inInbox(silent)).isFalse();
    }

    private boolean optedOut(Recipient recipient) {
        return jdbc.sql("select count(*) from consent where phone = ?")
                        .param(recipient.to().digits())
                        .query(Long.class)
                        .single()
                == 1;
    }

    private boolean inInbox(MessageEvents event) {
        return jdbc.sql("select count(*) from inbox where event_id = ?")
                        .param(event.id().value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    private static Decision ordered(Recipient recipient) {
        return new Decision(recipient.id(), null);
    }

    private static MessageEvents sameCampaign(MessageEvents event, MessageEvents as) {
        return new MessageEvents(
                event.id(),
                event.tenantId(),
                event.occurredAt(),
                as.campaignId(),
                event.changes(),
                event.completed(),
                event.fallbacks(),
                event.duplicates(),
                event.smsSettled(),
                event.putOff());
    }
}
