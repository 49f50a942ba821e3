/** Works off a batch: in chunks, each admitted in one transaction and then handed to the provider. */
@NullMarked
package io.rcsplatform.dispatch.sending;

import org.jspecify.annotations.NullMarked;
