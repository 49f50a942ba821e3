/** How a service is, as it tells the rest of the fleet. */
@NullMarked
package io.rcsplatform.platform.status;

import org.jspecify.annotations.NullMarked;
