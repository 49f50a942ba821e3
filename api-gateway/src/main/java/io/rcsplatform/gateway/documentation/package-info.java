/** What the door itself answers: the description of the API, a page to browse it, and a page for each error. */
@NullMarked
package io.rcsplatform.gateway.documentation;

import org.jspecify.annotations.NullMarked;
