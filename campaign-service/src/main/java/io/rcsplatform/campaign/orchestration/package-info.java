/** The orchestrator: launches what is due, freezes audiences into plans, feeds plans by credit, and notices when a campaign is over. */
@NullMarked
package io.rcsplatform.campaign.orchestration;

import org.jspecify.annotations.NullMarked;
