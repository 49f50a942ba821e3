/** The machine-readable description of the API: made from the code by tests, and kept in the repository. */
@NullMarked
package io.rcsplatform.platform.openapi;

import org.jspecify.annotations.NullMarked;
