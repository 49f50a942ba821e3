package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.platform.test.Line;
import io.rcsplatform.platform.test.TestInfra;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.messaging.Message;

/** A service without any feature: what remains is the platform. Its line to the broker can be cut. */
@SpringBootApplication
@Import(TestInfra.class)
class TestService {
    /** Nobody consumes this one. */
    static final Destination DESTINATION = Destination.CAMPAIGN_EVENTS;

    static final String QUEUE = TestInfra.PREFIX + DESTINATION.address() + ".dispatch";

    /** The probe consumes this one. */
    static final Destination PROBED = Destination.FALLBACK_EVENTS;

    static final String PROBED_QUEUE = TestInfra.PREFIX + PROBED.address() + ".campaign";

    private static final SecureRandom RANDOM = new SecureRandom();

    static CampaignChanged event() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new CampaignChanged(
                new EventId(Uuid7.draw(now, RANDOM)),
                new TenantId(Uuid7.draw(now, RANDOM)),
                now,
                new CampaignId(Uuid7.draw(now, RANDOM)),
                "running",
                null,
                3);
    }

    @Bean
    Line lineToBroker(@Qualifier("testBroker") RabbitConnectionDetails broker) {
        var address = broker.getFirstAddress();
        return new Line(address.host(), address.port());
    }

    @Bean
    @Primary
    RabbitConnectionDetails brokerOverLine(@Qualifier("testBroker") RabbitConnectionDetails broker, Line lineToBroker) {
        return new RabbitConnectionDetails() {
            @Override
            public @Nullable String getUsername() {
                return broker.getUsername();
            }

            @Override
            public @Nullable String getPassword() {
                return broker.getPassword();
            }

            @Override
            public @Nullable String getVirtualHost() {
                return broker.getVirtualHost();
            }

            @Override
            public List<Address> getAddresses() {
                return List.of(new Address("127.0.0.1", lineToBroker.port()));
            }
        };
    }

    @Bean
    Probe probe() {
        return new Probe();
    }

    /** Keeps what it is handed; fails as a test tells it to. */
    static class Probe implements Consumer<Message<byte[]>> {
        final BlockingQueue<Message<byte[]>> seen = new LinkedBlockingQueue<>();
        private volatile Consumer<Message<byte[]>> effect = _ -> {};

        void does(Consumer<Message<byte[]>> newEffect) {
            effect = newEffect;
            seen.clear();
        }

        /** How often it was handed this event: what other tests left on the queue may come in between. */
        long seen(Event event) {
            return seen.stream()
                    .filter(message ->
                            event.id().toString().equals(message.getHeaders().get(EventHeaders.EVENT_ID)))
                    .count();
        }

        @Override
        public void accept(Message<byte[]> message) {
            seen.add(message);
            effect.accept(message);
        }
    }
}
