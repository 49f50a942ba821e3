/** Gupshup: its enterprise gateway and its RBM hub for RCS, and its enterprise SMS. */
@NullMarked
package io.rcsplatform.provider.gupshup;

import org.jspecify.annotations.NullMarked;
