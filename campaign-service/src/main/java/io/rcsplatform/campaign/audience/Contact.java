package io.rcsplatform.campaign.audience;

import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Instant;
import java.util.Map;

/**
 * A person of a tenant's address book; the tenant has each number once.
 *
 * @param optedOut whether the number is on the tenant's suppression list
 */
record Contact(
        ContactId id,
        PhoneNumber phone,
        Map<String, String> attributes,
        boolean optedOut,
        Instant createdAt,
        Instant updatedAt) {}
