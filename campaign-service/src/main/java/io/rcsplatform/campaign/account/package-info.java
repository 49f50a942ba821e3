/** The operator's provider accounts, as far as campaigns need to know them. */
@NullMarked
package io.rcsplatform.campaign.account;

import org.jspecify.annotations.NullMarked;
