package io.rcsplatform.platform.identity;

import java.util.Set;

/** The scopes of the API. */
public final class Scopes {
    public static final String PLATFORM = "platform";
    public static final String ADMIN = "admin";
    public static final String CAMPAIGNS_READ = "campaigns:read";
    public static final String CAMPAIGNS_WRITE = "campaigns:write";
    public static final String CAMPAIGNS_LAUNCH = "campaigns:launch";
    public static final String AUDIENCES_READ = "audiences:read";
    public static final String AUDIENCES_WRITE = "audiences:write";
    public static final String AUDIT_READ = "audit:read";
    /** Asked for where it is enough to be known; nobody is granted it. */
    public static final String ANY = "any";

    /** Calls between services; no API key has it. */
    public static final String INTERNAL = "internal";

    /** What {@link #ADMIN} implies. */
    public static final Set<String> TENANTS =
            Set.of(CAMPAIGNS_READ, CAMPAIGNS_WRITE, CAMPAIGNS_LAUNCH, AUDIENCES_READ, AUDIENCES_WRITE, AUDIT_READ);

    private Scopes() {}
}
