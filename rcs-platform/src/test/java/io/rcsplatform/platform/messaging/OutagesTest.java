package io.rcsplatform.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.transaction.CannotCreateTransactionException;

class OutagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "57P01", "57P03", "25006", "40001", "40P01", "55P03", "58030"})
    void aFailureOfTheDatabaseItselfPasses(String state) {
        var failure = new IllegalStateException(
                new CannotCreateTransactionException("begin", new SQLException("down", state)));

        assertThat(Outages.behind(failure)).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42703", "57014"})
    void aFailureOfTheStatementDoesNotPass(String state) {
        assertThat(Outages.behind(new IllegalStateException(new SQLException("wrong", state))))
                .isNull();
    }

    @Test
    void aBrokerOutOfReachPasses() {
        assertThat(Outages.behind(new AmqpConnectException(new java.net.ConnectException("refused"))))
                .isNotNull();
        assertThat(Outages.behind(new RuntimeException(new Unavailable("the provider's circuit is open", null))))
                .isNotNull();
    }

    @Test
    void aBugDoesNotPass() {
        assertThat(Outages.behind(new IllegalStateException(new NullPointerException())))
                .isNull();
    }
}
