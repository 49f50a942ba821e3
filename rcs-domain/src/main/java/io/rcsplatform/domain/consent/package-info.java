/** Who may be messaged: opt-out and opt-in. */
@NullMarked
package io.rcsplatform.domain.consent;

import org.jspecify.annotations.NullMarked;
