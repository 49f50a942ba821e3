/** Stands in for the messaging providers, faults included. */
@NullMarked
package io.rcsplatform.simulator;

import org.jspecify.annotations.NullMarked;
