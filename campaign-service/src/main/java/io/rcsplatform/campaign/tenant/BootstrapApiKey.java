package io.rcsplatform.campaign.tenant;

import io.rcsplatform.campaign.tenant.ApiKeys.ApiKey;
import io.rcsplatform.campaign.tenant.Tenants.Tenant;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the key that a fresh installation is first called with, and its tenant. The tenant's id is fixed, so that instances that
 * start at once make one and the same.
 */
@Component
class BootstrapApiKey implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(BootstrapApiKey.class);
    private static final TenantId DEMO = new TenantId(new UUID(0x7000L, 0x8000_0000_0000_0000L));
    private static final List<String> SCOPES = List.of(
            Scopes.PLATFORM,
            Scopes.ADMIN,
            Scopes.CAMPAIGNS_READ,
            Scopes.CAMPAIGNS_WRITE,
            Scopes.CAMPAIGNS_LAUNCH,
            Scopes.AUDIENCES_READ,
            Scopes.AUDIENCES_WRITE);

    private final BootstrapProperties properties;
    private final ApiKeySecrets secrets;
    private final Tenants tenants;
    private final ApiKeys keys;
    private final Ids ids;
    private final Clock clock;

    BootstrapApiKey(
            BootstrapProperties properties,
            ApiKeySecrets secrets,
            Tenants tenants,
            ApiKeys keys,
            Ids ids,
            Clock clock) {
        this.properties = properties;
        this.secrets = secrets;
        this.tenants = tenants;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var secret = properties.apiKey();
        if (secret.isEmpty()) {
            return;
        }
        var now = clock.instant();
        tenants.add(new Tenant(DEMO, "demo", null, now));
        var key =
                new ApiKey(new ApiKeyId(ids.draw()), "bootstrap", SCOPES, ApiKeySecrets.hint(secret), now, null, null);
        if (keys.add(DEMO, key, secrets.hash(secret))) {
            log.atInfo()
                    .addKeyValue(LogFields.EVENT, "api_key.made")
                    .log("Made the bootstrap key {} of tenant {}", key.hint(), DEMO);
        }
    }
}
