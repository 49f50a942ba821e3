/** Identity: TypeIDs over UUIDv7, drawn for resources and derived for campaign messages. */
@NullMarked
package io.rcsplatform.domain.id;

import org.jspecify.annotations.NullMarked;
