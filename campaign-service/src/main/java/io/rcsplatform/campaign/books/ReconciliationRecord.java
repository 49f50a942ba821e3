package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;

/**
 * One link of a tenant's chain.
 *
 * @param sequence from 1 on, without a gap
 * @param content canonical JSON: it says which campaign of which tenant, when, why, and the figures
 * @param hash of {@code previousHash} followed by the content
 */
record ReconciliationRecord(
        TenantId tenant,
        long sequence,
        CampaignId campaign,
        Cause cause,
        Instant recordedAt,
        String content,
        ChainHash previousHash,
        ChainHash hash) {}
