/** The one sending engine and its message ledger, for RCS and for SMS. */
@NullMarked
package io.rcsplatform.dispatch;

import org.jspecify.annotations.NullMarked;
