/** The one way out to addresses that tenants give: never to a machine that only we can reach. */
@NullMarked
package io.rcsplatform.platform.outbound;

import org.jspecify.annotations.NullMarked;
