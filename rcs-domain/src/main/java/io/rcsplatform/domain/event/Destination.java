package io.rcsplatform.domain.event;

import java.util.List;

/**
 * A place that events are published to, and the services that consume it. Each consumer has a quorum queue of its own, named
 * {@code destination.group}, with a dead-letter queue beside it. Nothing is published to a destination that nobody consumes.
 */
public enum Destination {
    DISPATCH_BULK("rcs.dispatch.bulk", "dispatch"),
    /** Transactional and fallback sends: never behind a campaign. */
    DISPATCH_EXPRESS("rcs.dispatch.express", "dispatch"),
    MESSAGE_EVENTS("rcs.message-events", "campaign", "fallback"),
    RECEIPTS("rcs.receipts", "dispatch"),
    INBOUND("rcs.inbound", "campaign"),
    CAMPAIGN_EVENTS("rcs.campaign-events", "dispatch"),
    CONSENT_EVENTS("rcs.consent-events", "dispatch", "fallback"),
    FALLBACK_EVENTS("rcs.fallback-events", "campaign");

    private final String address;
    private final List<String> groups;

    Destination(String address, String... groups) {
        this.address = address;
        this.groups = List.of(groups);
    }

    /** The name of the exchange. */
    public String address() {
        return address;
    }

    public List<String> groups() {
        return groups;
    }
}
