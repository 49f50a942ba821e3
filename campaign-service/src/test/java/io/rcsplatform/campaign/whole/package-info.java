/** The service as a whole, on real servers. */
@NullMarked
package io.rcsplatform.campaign.whole;

import org.jspecify.annotations.NullMarked;
