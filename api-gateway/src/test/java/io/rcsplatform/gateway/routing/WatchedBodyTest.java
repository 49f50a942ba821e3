package io.rcsplatform.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.util.unit.DataSize;

class WatchedBodyTest {
    private static final byte[] BYTES = {1, 2, -1, 4};

    @Test
    void givesWhatItHas() throws IOException {
        try (var body = watched(new ByteArrayInputStream(BYTES), 4, Duration.ofMinutes(1))) {
            assertThat(body.read()).isEqualTo(1);
            assertThat(body.readAllBytes()).containsExactly(2, -1, 4);
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    @Test
    void endsWhereItMayNotBeLarger() throws IOException {
        try (var body = watched(new ByteArrayInputStream(BYTES), 3, Duration.ofMinutes(1))) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(ClientFailure.TooLarge.class);
        }
    }

    @Test
    void endsWhereItComesTooSlowly() throws IOException {
        try (var body = watched(new ByteArrayInputStream(BYTES), 4, Duration.ZERO)) {
            assertThatThrownBy(() -> {
                        while (body.read() >= 0) {
                            Thread.onSpinWait();
                        }
                    })
                    .isInstanceOf(ClientFailure.Broken.class);
        }
    }

    @Test
    void aBrokenConnectionIsTheClients() throws IOException {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        };
        try (var body = watched(broken, 4, Duration.ofMinutes(1))) {
            assertThatThrownBy(body::read).isInstanceOf(ClientFailure.Broken.class);
        }
    }

    private static WatchedBody watched(InputStream body, long limit, Duration patience) {
        var properties = new BodyProperties(DataSize.ofBytes(limit), Map.of(), DataSize.ofTerabytes(1), patience);
        return new WatchedBody(new DelegatingServletInputStream(body), limit, properties);
    }
}
