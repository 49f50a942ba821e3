/** The local copy of who opted out, and that it is up to date before anything is decided. */
@NullMarked
package io.rcsplatform.fallback.consent;

import org.jspecify.annotations.NullMarked;
