/** The header {@code Idempotency-Key}: a POST that is sent again is answered again, and done once. */
@NullMarked
package io.rcsplatform.platform.idempotency;

import org.jspecify.annotations.NullMarked;
