/** Contacts from a file: read as it comes in, kept aside, and merged at once when it is complete. */
@NullMarked
package io.rcsplatform.campaign.audience.importing;

import org.jspecify.annotations.NullMarked;
