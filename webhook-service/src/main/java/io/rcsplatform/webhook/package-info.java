/** What comes in from providers: receipts, replies and opt-outs. */
@NullMarked
package io.rcsplatform.webhook;

import org.jspecify.annotations.NullMarked;
