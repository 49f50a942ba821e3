/** Raw callbacks: stored before anything else is done with them. */
@NullMarked
package io.rcsplatform.webhook.raw;

import org.jspecify.annotations.NullMarked;
