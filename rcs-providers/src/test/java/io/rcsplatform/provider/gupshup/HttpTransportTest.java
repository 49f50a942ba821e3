package io.rcsplatform.provider.gupshup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.provider.gupshup.FakeHost.Answer;
import io.rcsplatform.provider.gupshup.HttpResult.Lost;
import io.rcsplatform.provider.gupshup.HttpResult.NotSent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    @Test
    void aRequestThatGotNoConnectionWasNotSent() throws IOException {
        try (var host = new FakeHost();
                var transport = new HttpTransport(AccountFixture.gateway(host.url("/")), Duration.ofMillis(200))) {
            host.answers(Answer.hang());

            var results = IntStream.range(0, 40)
                    .mapToObj(_ -> transport.post(HttpTransport.hostOf(host.url("/")), "/", new byte[100]))
                    .toList()
                    .stream()
                    .map(posting -> posting.orTimeout(10, TimeUnit.SECONDS).join())
                    .toList();

            assertThat(results).hasOnlyElementsOfTypes(Lost.class, NotSent.class);
            assertThat(results).filteredOn(Lost.class::isInstance).hasSameSizeAs(host.requests());
            assertThat(results).filteredOn(NotSent.class::isInstance).hasSizeGreaterThanOrEqualTo(32);
        }
    }
}
