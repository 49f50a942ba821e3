/** The way from the door to the services and back: unbuffered and unchanged, bounded in size and time, closed where nobody answers. */
@NullMarked
package io.rcsplatform.gateway.routing;

import org.jspecify.annotations.NullMarked;
