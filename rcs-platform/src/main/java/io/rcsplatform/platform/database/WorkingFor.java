package io.rcsplatform.platform.database;

import io.rcsplatform.domain.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Whom a thread works for in the database. While it serves a tenant's request, the connections that it takes see that tenant's rows only;
 * else they are the service's own, which sees all.
 */
public final class WorkingFor implements AutoCloseable {
    private static final ThreadLocal<@Nullable WorkingFor> CURRENT = new ThreadLocal<>();

    private final @Nullable TenantId tenant;
    private final boolean confined;
    private final @Nullable WorkingFor before;

    private WorkingFor(@Nullable TenantId tenant, boolean confined) {
        this.tenant = tenant;
        this.confined = confined;
        before = CURRENT.get();
        CURRENT.set(this);
    }

    /** Holds for connections that are taken until this is closed. */
    public static WorkingFor tenant(TenantId tenant) {
        return new WorkingFor(tenant, true);
    }

    /** An operator of the platform has a tenant, too, and may see beyond it. */
    public static WorkingFor operator(TenantId tenant) {
        return new WorkingFor(tenant, false);
    }

    public static WorkingFor theService() {
        return new WorkingFor(null, false);
    }

    /** Null where for the service itself. */
    public static @Nullable TenantId current() {
        var current = CURRENT.get();
        return current == null ? null : current.tenant;
    }

    /** Whose rows alone can be seen; null where all can. */
    static @Nullable TenantId confinedTo() {
        var current = CURRENT.get();
        return current == null || !current.confined ? null : current.tenant;
    }

    @Override
    public void close() {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
