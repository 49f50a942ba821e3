/** The platform's own tables beside those of each service. */
@NullMarked
package io.rcsplatform.platform.database;

import org.jspecify.annotations.NullMarked;
