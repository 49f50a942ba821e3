/** The campaign aggregate: commands, sealed events, state machine. Only campaign-service uses it. */
@NullMarked
package io.rcsplatform.domain.campaign;

import org.jspecify.annotations.NullMarked;
