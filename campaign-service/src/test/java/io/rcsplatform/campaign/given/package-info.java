/** Tenants with campaigns in all stages, on a real database. */
@NullMarked
package io.rcsplatform.campaign.given;

import org.jspecify.annotations.NullMarked;
