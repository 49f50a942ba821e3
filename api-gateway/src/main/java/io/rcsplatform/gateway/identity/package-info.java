/** Who is calling: API keys at the door, a signed token behind it. */
@NullMarked
package io.rcsplatform.gateway.identity;

import org.jspecify.annotations.NullMarked;
