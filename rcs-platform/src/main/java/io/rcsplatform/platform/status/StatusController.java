package io.rcsplatform.platform.status;

import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the gateway how this service is. */
@RestController
class StatusController {
    private final HealthEndpoint health;
    private final List<StatusFact> facts;
    private final @Nullable String version;

    StatusController(HealthEndpoint health, List<StatusFact> facts, @Nullable String version) {
        this.health = health;
        this.facts = facts;
        this.version = version;
    }

    @GetMapping("/internal/status")
    @Scope(Scopes.INTERNAL)
    ServiceStatus status() {
        var readiness = Readiness.of(health);
        return new ServiceStatus(
                readiness.ready(),
                readiness.reasons(),
                version,
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                known());
    }

    private Map<String, Object> known() {
        var known = new TreeMap<String, Object>();
        facts.forEach(fact -> fact.value().ifPresent(value -> known.put(fact.name(), value)));
        return known;
    }

    record ServiceStatus(
            boolean ready,
            List<String> reasons,
            @Nullable String version,
            Instant startedAt,
            Map<String, Object> facts) {}
}
