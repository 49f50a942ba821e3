/** The message ledger: one row per message and leg, changed by joining facts only. */
@NullMarked
package io.rcsplatform.dispatch.ledger;

import org.jspecify.annotations.NullMarked;
