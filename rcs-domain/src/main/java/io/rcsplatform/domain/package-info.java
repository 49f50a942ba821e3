/** The shared domain model and the ports it needs, in plain Java. */
@NullMarked
package io.rcsplatform.domain;

import org.jspecify.annotations.NullMarked;
