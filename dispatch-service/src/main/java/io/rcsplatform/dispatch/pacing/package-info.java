/** Keeps each sender within its rate, over all instances. */
@NullMarked
package io.rcsplatform.dispatch.pacing;

import org.jspecify.annotations.NullMarked;
