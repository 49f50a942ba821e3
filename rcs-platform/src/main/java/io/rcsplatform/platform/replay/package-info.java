/** Publishing again what a lost queue took with it, on request of the fleet itself or of an operator. */
@NullMarked
package io.rcsplatform.platform.replay;

import org.jspecify.annotations.NullMarked;
