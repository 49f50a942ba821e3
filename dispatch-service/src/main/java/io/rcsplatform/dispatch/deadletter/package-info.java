/** Messages that could not be handled, of every service: kept with the reason, looked at, put back into their queue or given up. */
@NullMarked
package io.rcsplatform.dispatch.deadletter;

import org.jspecify.annotations.NullMarked;
