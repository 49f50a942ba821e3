/** Decides, once for each message, whether it becomes an SMS. */
@NullMarked
package io.rcsplatform.fallback.decision;

import org.jspecify.annotations.NullMarked;
