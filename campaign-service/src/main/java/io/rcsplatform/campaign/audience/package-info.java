/** Whom a tenant can reach: contacts, and the audiences they are gathered in. */
@NullMarked
package io.rcsplatform.campaign.audience;

import org.jspecify.annotations.NullMarked;
