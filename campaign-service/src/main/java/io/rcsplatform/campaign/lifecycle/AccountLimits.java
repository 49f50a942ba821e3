package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.content.ContentLimits;
import java.util.Optional;

/** Port: what the operator's provider accounts can carry. */
public interface AccountLimits {
    /** Empty where no such account is configured. */
    Optional<ContentLimits> of(String account);
}
