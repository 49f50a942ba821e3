/** How the fleet is, for those who run it. */
@NullMarked
package io.rcsplatform.gateway.status;

import org.jspecify.annotations.NullMarked;
