/** The contracts between services. Additive change only; every published sample stays readable. */
@NullMarked
package io.rcsplatform.domain.event;

import org.jspecify.annotations.NullMarked;
