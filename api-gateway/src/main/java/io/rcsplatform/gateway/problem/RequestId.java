package io.rcsplatform.gateway.problem;

import io.rcsplatform.domain.id.TypeId;
import io.rcsplatform.domain.id.Uuid7;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names each request: by the client's own {@code X-Request-Id} where that is sane, else by a new {@code req_…}. */
@Component
public class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    public String of(@Nullable String given) {
        if (given != null && SANE.matcher(given).matches()) {
            return given;
        }
        return TypeId.format("req", Uuid7.draw(clock.instant(), random));
    }
}
