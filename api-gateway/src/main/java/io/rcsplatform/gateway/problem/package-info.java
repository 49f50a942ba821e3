/** Errors of the gateway itself, as RFC 9457 problem details, and the request id that each carries. */
@NullMarked
package io.rcsplatform.gateway.problem;

import org.jspecify.annotations.NullMarked;
