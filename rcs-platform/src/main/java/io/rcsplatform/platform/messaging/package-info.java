/** Publishing that is confirmed or refused, the outbox and the inbox, and the queues that every destination has. */
@NullMarked
package io.rcsplatform.platform.messaging;

import org.jspecify.annotations.NullMarked;
