package io.rcsplatform.campaign.tenant;

import io.rcsplatform.platform.database.WorkingFor;
import java.util.Map;
import java.util.UUID;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.stereotype.Component;

/** Has Hibernate add the tenant that is served to whatever it reads and writes; the service itself works for all. */
@Component
class TenantOfSession implements CurrentTenantIdentifierResolver<UUID>, HibernatePropertiesCustomizer {
    private static final UUID THE_SERVICE = new UUID(0, 0);

    @Override
    public UUID resolveCurrentTenantIdentifier() {
        var tenant = WorkingFor.current();
        return tenant == null ? THE_SERVICE : tenant.value();
    }

    @Override
    public boolean isRoot(UUID tenant) {
        return tenant.equals(THE_SERVICE);
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }

    @Override
    public void customize(Map<String, Object> properties) {
        properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, this);
    }
}
