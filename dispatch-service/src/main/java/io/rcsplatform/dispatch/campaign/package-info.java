/** The local copy of what was cancelled, and the ledger's totals of a campaign. */
@NullMarked
package io.rcsplatform.dispatch.campaign;

import org.jspecify.annotations.NullMarked;
