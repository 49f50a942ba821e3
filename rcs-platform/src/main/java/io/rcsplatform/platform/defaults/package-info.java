/** Settings that hold for every service unless it says otherwise. */
@NullMarked
package io.rcsplatform.platform.defaults;

import org.jspecify.annotations.NullMarked;
