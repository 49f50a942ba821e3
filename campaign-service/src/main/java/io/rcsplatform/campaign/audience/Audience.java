package io.rcsplatform.campaign.audience;

import io.rcsplatform.domain.id.AudienceId;
import java.time.Instant;

/** A named gathering of contacts that a campaign is sent to. */
record Audience(AudienceId id, String name, long contacts, Instant createdAt) {}
