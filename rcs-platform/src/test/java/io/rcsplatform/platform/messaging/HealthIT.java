package io.rcsplatform.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.platform.test.Line;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@OnTestService
class HealthIT {
    @Autowired
    MockMvcTester http;

    @Autowired
    Line lineToBroker;

    @AfterEach
    void mend() {
        lineToBroker.mend();
    }

    @Test
    void isNotReadyWhileTheBrokerIsGoneAndStaysAlive() {
        await("ready").untilAsserted(() -> assertThat(readiness()).isEqualTo(HttpStatus.OK.value()));

        lineToBroker.cut();
        await("not ready")
                .untilAsserted(() -> assertThat(readiness()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE.value()));
        assertThat(http.get().uri("/actuator/health/liveness").exchange()).hasStatusOk();

        lineToBroker.mend();
        await("ready again")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(readiness()).isEqualTo(HttpStatus.OK.value()));
    }

    @Test
    void showsHowFarTheOutboxIsBehind() {
        assertThat(http.get().uri("/actuator/prometheus").exchange())
                .hasStatusOk()
                .bodyText()
                .contains("rcs_outbox_lag_seconds", "rcs_outbox_pending");
    }

    private int readiness() {
        return http.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .getResponse()
                .getStatus();
    }
}
