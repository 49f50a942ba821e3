/** Phone numbers in E.164. */
@NullMarked
package io.rcsplatform.domain.phone;

import org.jspecify.annotations.NullMarked;
