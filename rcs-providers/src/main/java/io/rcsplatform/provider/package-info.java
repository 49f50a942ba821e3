/** The messaging providers, one package each. */
@NullMarked
package io.rcsplatform.provider;

import org.jspecify.annotations.NullMarked;
