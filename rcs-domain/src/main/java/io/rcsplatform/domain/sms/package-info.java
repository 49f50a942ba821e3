/** SMS texts and how they are split into parts. */
@NullMarked
package io.rcsplatform.domain.sms;

import org.jspecify.annotations.NullMarked;
