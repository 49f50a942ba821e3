package io.rcsplatform.webhook.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;

/** The broker, reached through a line that can be cut. */
record ProxiedBroker(RabbitConnectionDetails broker, BrokerProxy proxy) implements RabbitConnectionDetails {
    @Override
    public List<Address> getAddresses() {
        return List.of(new Address("127.0.0.1", proxy.port()));
    }

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
}
