/** Partitions ahead, retention behind. */
@NullMarked
package io.rcsplatform.dispatch.upkeep;

import org.jspecify.annotations.NullMarked;
