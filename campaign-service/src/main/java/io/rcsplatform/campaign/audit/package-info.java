/** The audit log of the fleet: what was changed through the API of any service. */
@NullMarked
package io.rcsplatform.campaign.audit;

import org.jspecify.annotations.NullMarked;
