/** The life of one message: states as a join, reasons, and what a provider can answer. */
@NullMarked
package io.rcsplatform.domain.message;

import org.jspecify.annotations.NullMarked;
