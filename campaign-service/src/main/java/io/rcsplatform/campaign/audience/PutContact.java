package io.rcsplatform.campaign.audience;

import io.rcsplatform.campaign.audience.Contacts.Placed;
import io.rcsplatform.campaign.consent.ConsentLedger;
import io.rcsplatform.campaign.consent.Statement;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class PutContact {
    private static final String SOURCE = "api";

    private final Contacts contacts;
    private final ConsentLedger ledger;
    private final Clock clock;

    PutContact(Contacts contacts, ConsentLedger ledger, Clock clock) {
        this.contacts = contacts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param optedOut records an opt-out; false says nothing about consent, and undoes none */
    @Transactional
    public Placed put(TenantId tenant, PhoneNumber number, Map<String, String> attributes, boolean optedOut) {
        var placed = contacts.put(tenant, number, attributes);
        if (optedOut) {
            ledger.record(tenant, List.of(new Statement(number, ConsentState.OPTED_OUT, SOURCE, clock.instant())));
        }
        return placed;
    }
}
