/** A provider that answers as a test tells it, and what the tests of this service share. */
@NullMarked
package io.rcsplatform.dispatch.script;

import org.jspecify.annotations.NullMarked;
