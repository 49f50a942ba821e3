package io.rcsplatform.platform.database;

import io.rcsplatform.domain.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Whom a thread works for in the database. While it serves a tenant's request, the connections that it takes see that tenant's rows only;
 * else they are the service's own, which sees all.
 */
public final class WorkingFor implements AutoCloseable {
    private static final ThreadLocal<@Nullable TenantId> TENANT = new ThreadLocal<>();

    private final @Nullable TenantId before;

    private WorkingFor(@Nullable TenantId tenant) {
        before = TENANT.get();
        TENANT.set(tenant);
    }

    /** Holds for connections that are taken until this is closed. */
    public static WorkingFor tenant(TenantId tenant) {
        return new WorkingFor(tenant);
    }

    public static WorkingFor theService() {
        return new WorkingFor(null);
    }

    static @Nullable TenantId current() {
        return TENANT.get();
    }

    @Override
    public void close() {
        if (before == null) {
            TENANT.remove();
        } else {
            TENANT.set(before);
        }
    }
}
