/** What must not be shown: secrets and what names people. */
@NullMarked
package io.rcsplatform.platform.privacy;

import org.jspecify.annotations.NullMarked;
