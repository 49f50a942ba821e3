/** From whom a tenant's messages come: its RCS agents and SMS senders. */
@NullMarked
package io.rcsplatform.campaign.sender;

import org.jspecify.annotations.NullMarked;
