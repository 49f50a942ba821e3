package io.rcsplatform.gateway.status;

import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the fleet, which is nothing for tenants to see. */
@RestController
class SystemStatusController {
    private final AskFleet fleet;

    SystemStatusController(AskFleet fleet) {
        this.fleet = fleet;
    }

    @GetMapping("/v1/system/status")
    @Scope(Scopes.PLATFORM)
    FleetStatus status() {
        return fleet.ask();
    }
}
