/** The platform's own tables beside those of each service, and who may see which rows. */
@NullMarked
package io.rcsplatform.platform.database;

import org.jspecify.annotations.NullMarked;
