/** The customers of the platform and the keys that they call it with. */
@NullMarked
package io.rcsplatform.campaign.tenant;

import org.jspecify.annotations.NullMarked;
