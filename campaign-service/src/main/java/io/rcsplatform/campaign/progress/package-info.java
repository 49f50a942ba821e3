/** How far campaigns have come: counters that each event changes once, metrics and reconciliation from them. */
@NullMarked
package io.rcsplatform.campaign.progress;

import org.jspecify.annotations.NullMarked;
