/** Who may be messaged: an append-only ledger of what people said, and what holds now. */
@NullMarked
package io.rcsplatform.campaign.consent;

import org.jspecify.annotations.NullMarked;
