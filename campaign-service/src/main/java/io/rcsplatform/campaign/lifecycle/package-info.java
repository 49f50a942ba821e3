/** Campaigns: what a tenant can do with one, its stored history, and what the history comes to. */
@NullMarked
package io.rcsplatform.campaign.lifecycle;

import org.jspecify.annotations.NullMarked;
