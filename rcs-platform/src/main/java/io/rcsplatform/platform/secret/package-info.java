/** Secrets in the configuration: sealed where they are at rest, and refused where they are none. */
@NullMarked
package io.rcsplatform.platform.secret;

import org.jspecify.annotations.NullMarked;
