/** Tests of the whole fleet, through its public interfaces only. */
@NullMarked
package io.rcsplatform.fleet;

import org.jspecify.annotations.NullMarked;
