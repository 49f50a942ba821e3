/** Batches of work: who holds them, and what they contained. */
@NullMarked
package io.rcsplatform.dispatch.batch;

import org.jspecify.annotations.NullMarked;
