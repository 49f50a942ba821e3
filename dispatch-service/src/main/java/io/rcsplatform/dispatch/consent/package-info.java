/** The local copy of who opted out, and the gate that lets work start only once it is up to date. */
@NullMarked
package io.rcsplatform.dispatch.consent;

import org.jspecify.annotations.NullMarked;
