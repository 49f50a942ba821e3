package io.rcsplatform.fallback.consent;

import static io.rcsplatform.fallback.test.FallbackFixture.LATER;
import static io.rcsplatform.fallback.test.FallbackFixture.NOW;
import static io.rcsplatform.fallback.test.FallbackFixture.asking;
import static io.rcsplatform.fallback.test.FallbackFixture.consent;
import static io.rcsplatform.fallback.test.FallbackFixture.optIn;
import static io.rcsplatform.fallback.test.FallbackFixture.optOut;
import static io.rcsplatform.fallback.test.FallbackFixture.recipient;
import static io.rcsplatform.fallback.test.FallbackFixture.request;
import static io.rcsplatform.fallback.test.FallbackFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.FallbackDecided.Decision;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.fallback.test.OnRealServers;
import io.rcsplatform.fallback.test.Published;
import io.rcsplatform.platform.messaging.Publisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class ConsentIT {
    private static final int MANY = 300;

    @Autowired
    ConsentCopy copy;

    @Autowired
    ConsentBacklog backlog;

    @Autowired
    BindingsLifecycleController bindings;

    @Autowired
    Publisher publisher;

    @Autowired
    Published published;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    JdbcClient jdbc;

    private final TenantId tenant = tenant();
    private final PhoneNumber ada = recipient().to();

    @BeforeEach
    void startEmpty() {
        published.forget();
    }

    @Test
    void theLaterWordHoldsInWhateverOrderTheyCome() {
        copy.apply(consent(tenant, optIn(ada, NOW.plusSeconds(1))));
        copy.apply(consent(tenant, optOut(ada, NOW)));

        assertThat(optedOut()).isFalse();

        copy.apply(consent(tenant, optOut(ada, NOW.plusSeconds(2))));

        assertThat(optedOut()).isTrue();
    }

    @Test
    void ofTwoWordsAtOneInstantTheOptOutHolds() {
        copy.apply(consent(tenant, optOut(ada, NOW)));
        copy.apply(consent(tenant, optIn(ada, NOW)));

        assertThat(optedOut()).isTrue();
    }

    @Test
    void theSameHoldsWithinOneEvent() {
        copy.apply(consent(tenant, optIn(ada, NOW), optOut(ada, NOW), optIn(ada, NOW.minusSeconds(1))));

        assertThat(optedOut()).isTrue();
    }

    @Test
    void anEventWithoutEntriesChangesNothing() {
        copy.apply(consent(tenant));

        assertThat(jdbc.sql("select count(*) from consent where tenant_id = ?")
                        .param(tenant.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void decidesNothingBeforeTheWaitingConsentIsKnown() {
        bindings.changeState("messageEvents-in-0", State.STOPPED);
        bindings.changeState("consentEvents-in-0", State.STOPPED);
        var lastToOptOut = recipient();
        publisher.publish(Destination.MESSAGE_EVENTS, asking(tenant, request(LATER, lastToOptOut)));
        for (int n = 0; n < MANY; n++) {
            publisher.publish(
                    Destination.CONSENT_EVENTS,
                    consent(tenant, optOut(recipient().to(), NOW)));
        }
        publisher.publish(Destination.CONSENT_EVENTS, consent(tenant, optOut(lastToOptOut.to(), NOW)));

        new ConsentFirst(backlog, bindings).start();

        assertThat(published.decisions(1).getFirst().decisions())
                .containsExactly(new Decision(lastToOptOut.id(), Reason.OPTED_OUT));
    }

    @Test
    void parksWhatItCannotReadAndGoesOn() {
        bindings.changeState("consentEvents-in-0", State.STOPPED);
        rabbit.send(published.consentExchange(), "", published.nonsense());
        publisher.publish(Destination.CONSENT_EVENTS, consent(tenant, optOut(ada, NOW)));

        backlog.drain();

        assertThat(optedOut()).isTrue();
        assertThat(rabbit.receive(published.consentDeadLetters(), 5000)).isNotNull();
        bindings.changeState("consentEvents-in-0", State.STARTED);
    }

    private boolean optedOut() {
        return jdbc.sql("select opted_out from consent where tenant_id = ? and phone = ?")
                .params(tenant.value(), ada.digits())
                .query(Boolean.class)
                .single();
    }
}
