package io.rcsplatform.platform.identity;

import java.util.Set;

/** What people are in their tenant. */
public enum Role {
    OWNER,
    ADMIN,
    /** Prepares campaigns and launches none. */
    EDITOR,
    /** Launches what others have prepared, and changes nothing of it. */
    APPROVER,
    VIEWER;

    public Set<String> scopes() {
        return switch (this) {
            case OWNER, ADMIN -> Set.of(Scopes.ADMIN);
            case EDITOR ->
                Set.of(Scopes.CAMPAIGNS_READ, Scopes.CAMPAIGNS_WRITE, Scopes.AUDIENCES_READ, Scopes.AUDIENCES_WRITE);
            case APPROVER -> Set.of(Scopes.CAMPAIGNS_READ, Scopes.CAMPAIGNS_LAUNCH, Scopes.AUDIENCES_READ);
            case VIEWER -> Set.of(Scopes.CAMPAIGNS_READ, Scopes.AUDIENCES_READ);
        };
    }
}
