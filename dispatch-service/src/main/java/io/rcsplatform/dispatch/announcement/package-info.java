/** Tells the other services what changed. */
@NullMarked
package io.rcsplatform.dispatch.announcement;

import org.jspecify.annotations.NullMarked;
