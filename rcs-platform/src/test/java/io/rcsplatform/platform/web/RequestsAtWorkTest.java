package io.rcsplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestsAtWorkTest {
    private final List<Exception> refusals = new ArrayList<>();
    private final RequestsAtWork requests = new RequestsAtWork(1, (_, _, _, refusal) -> {
        refusals.add(refusal);
        return null;
    });

    @Test
    void refusesARequestBeyondTheLimitAsOneToSendAgain() throws ServletException, IOException {
        pass("/v1/campaigns", (_, _) -> pass("/v1/campaigns", (_, _) -> refusals.clear()));

        assertThat(refusals).singleElement().isInstanceOfSatisfying(ApiProblem.class, busy -> {
            assertThat(busy.status().value()).isEqualTo(503);
            assertThat(busy.retryable()).isTrue();
            assertThat(busy.retryAfter()).isNotNull();
        });
    }

    @Test
    void givesThePlaceToTheNextWhenARequestHasFailed() throws ServletException, IOException {
        assertThatThrownBy(() -> pass("/v1/campaigns", (_, _) -> {
                    throw new IOException("gone");
                }))
                .hasMessage("gone");

        pass("/v1/campaigns", (_, _) -> {});

        assertThat(refusals).isEmpty();
    }

    @Test
    void letsHealthBeAskedWhenEveryPlaceIsTaken() throws ServletException, IOException {
        var asked = new ArrayList<String>();

        pass("/v1/campaigns", (_, _) -> pass("/actuator/health/liveness", (_, _) -> asked.add("health")));

        assertThat(asked).containsExactly("health");
    }

    @Test
    void refusesALimitOfNone() {
        assertThatThrownBy(() -> new WebProperties(0)).hasMessageContaining("rcs.web.requests-at-work");
    }

    private void pass(String path, FilterChain chain) throws ServletException, IOException {
        requests.doFilter(new MockHttpServletRequest("GET", path), new MockHttpServletResponse(), chain);
    }
}
