/** The one JSON form of events and API bodies: snake_case, ids as TypeIDs, sealed types by a type field. */
@NullMarked
package io.rcsplatform.platform.json;

import org.jspecify.annotations.NullMarked;
