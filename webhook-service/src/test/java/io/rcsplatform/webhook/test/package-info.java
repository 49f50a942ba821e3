/** What the tests of the callback features share. */
@NullMarked
package io.rcsplatform.webhook.test;

import org.jspecify.annotations.NullMarked;
