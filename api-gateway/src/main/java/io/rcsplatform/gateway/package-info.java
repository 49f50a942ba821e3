/** The public door: authentication, tenant-aware rate limits, request ids and routing. */
@NullMarked
package io.rcsplatform.gateway;

import org.jspecify.annotations.NullMarked;
