/** What the ledger says, for whoever wants to look: one message, or the totals of a campaign. */
@NullMarked
package io.rcsplatform.dispatch.inspection;

import org.jspecify.annotations.NullMarked;
