/** What providers themselves have on record, where they can be asked, beside what the ledger has. */
@NullMarked
package io.rcsplatform.dispatch.record;

import org.jspecify.annotations.NullMarked;
