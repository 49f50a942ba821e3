/** Decides when an RCS message becomes an SMS. */
@NullMarked
package io.rcsplatform.fallback;

import org.jspecify.annotations.NullMarked;
