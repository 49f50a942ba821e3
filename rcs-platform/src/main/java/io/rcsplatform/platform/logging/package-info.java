/** What log lines carry beside their text. */
@NullMarked
package io.rcsplatform.platform.logging;

import org.jspecify.annotations.NullMarked;
