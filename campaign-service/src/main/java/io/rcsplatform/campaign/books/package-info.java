/** The books on campaigns: what became of everybody, in records that prove themselves, checked against the ledger. */
@NullMarked
package io.rcsplatform.campaign.books;

import org.jspecify.annotations.NullMarked;
