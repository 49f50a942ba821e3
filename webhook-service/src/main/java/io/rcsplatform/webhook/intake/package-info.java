/** The public address that providers call, and the batches that their callbacks are stored in. */
@NullMarked
package io.rcsplatform.webhook.intake;

import org.jspecify.annotations.NullMarked;
