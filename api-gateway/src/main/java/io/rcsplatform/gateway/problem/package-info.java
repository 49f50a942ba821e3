/** What the gateway answers for services that cannot answer themselves. */
@NullMarked
package io.rcsplatform.gateway.problem;

import org.jspecify.annotations.NullMarked;
