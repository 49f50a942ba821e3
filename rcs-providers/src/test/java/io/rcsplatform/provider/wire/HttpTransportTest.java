package io.rcsplatform.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.FakeHost.Answer;
import io.rcsplatform.provider.wire.HttpResult.Lost;
import io.rcsplatform.provider.wire.HttpResult.NotSent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private static ProviderAccount account(URI url) {
        return new ProviderAccount(
                "any", "any", Channel.RCS, "any", url, null, Map.of(), "token", 8, Duration.ofSeconds(1));
    }

    @Test
    void aRequestThatGotNoConnectionWasNotSent() throws IOException {
        try (var host = new FakeHost();
                var transport = new HttpTransport(account(host.url("/")), Duration.ofMillis(200))) {
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
