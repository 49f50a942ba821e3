/** Providers' receipts: matched to our messages and joined into the ledger. */
@NullMarked
package io.rcsplatform.dispatch.receipt;

import org.jspecify.annotations.NullMarked;
