/** Drawing ids. */
@NullMarked
package io.rcsplatform.platform.id;

import org.jspecify.annotations.NullMarked;
