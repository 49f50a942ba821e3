/** Turns stored callbacks into events, and sees to it that each is published. */
@NullMarked
package io.rcsplatform.webhook.publishing;

import org.jspecify.annotations.NullMarked;
