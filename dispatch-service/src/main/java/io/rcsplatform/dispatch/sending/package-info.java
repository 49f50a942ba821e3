/** Works off batches: a bounded window of each is with the provider, and what fails for now is tried again later. */
@NullMarked
package io.rcsplatform.dispatch.sending;

import org.jspecify.annotations.NullMarked;
