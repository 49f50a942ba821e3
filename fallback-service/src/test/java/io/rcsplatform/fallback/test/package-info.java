/** What the tests of the fallback features share. */
@NullMarked
package io.rcsplatform.fallback.test;

import org.jspecify.annotations.NullMarked;
