/** What an RCS message can show, isomorphic to Google's content model, with its limits. */
@NullMarked
package io.rcsplatform.domain.content;

import org.jspecify.annotations.NullMarked;
