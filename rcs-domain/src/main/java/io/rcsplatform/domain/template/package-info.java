/** Templates: content with variables, in immutable versions. */
@NullMarked
package io.rcsplatform.domain.template;

import org.jspecify.annotations.NullMarked;
