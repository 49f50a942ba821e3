/** Who calls: the signed token that the gateway passes on, and the scopes that a handler asks for. */
@NullMarked
package io.rcsplatform.platform.identity;

import org.jspecify.annotations.NullMarked;
