/** How many requests tenants and keys may make: counted together by all gateways, and by each for itself while Redis is away. */
@NullMarked
package io.rcsplatform.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
