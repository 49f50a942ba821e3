/** What the providers' adapters share: HTTP, bearer tokens, JSON both ways, and what an answer means. Knows no provider. */
@NullMarked
package io.rcsplatform.provider.wire;

import org.jspecify.annotations.NullMarked;
