/** What the tests of every module share: real servers to run on, and the house's architecture rules. */
@NullMarked
package io.rcsplatform.platform.test;

import org.jspecify.annotations.NullMarked;
