package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.platform.test.TestInfra;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** A service without any feature: what remains is the platform. */
@SpringBootApplication
@Import(TestInfra.class)
class TestService {
    static final Destination DESTINATION = Destination.CAMPAIGN_EVENTS;
    static final String QUEUE = TestInfra.PREFIX + DESTINATION.address() + ".dispatch";

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
}
