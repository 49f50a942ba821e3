/** Gives up what has been kept for long enough. */
@NullMarked
package io.rcsplatform.campaign.retention;

import org.jspecify.annotations.NullMarked;
