package io.rcsplatform.domain.event;

import java.util.List;

/**
 * A place that events are published to, and the services that consume it. Each consumer has a quorum queue of its own, named
 * {@code destination.group}, with a dead-letter queue beside it. Nothing is published to a destination that nobody consumes.
 */
public enum Destination {
    DISPATCH_BULK("rcs.dispatch.bulk"),
    /** Transactional and fallback sends: never behind a campaign. */
    DISPATCH_EXPRESS("rcs.dispatch.express"),
    MESSAGE_EVENTS("rcs.message-events"),
    RECEIPTS("rcs.receipts"),
    INBOUND("rcs.inbound"),
    CAMPAIGN_EVENTS("rcs.campaign-events"),
    CONSENT_EVENTS("rcs.consent-events"),
    FALLBACK_EVENTS("rcs.fallback-events"),
    AUDIT_ENTRIES("rcs.audit-entries");

    private final String address;

    Destination(String address) {
        this.address = address;
    }

    /** The name of the exchange. */
    public String address() {
        return address;
    }

    /** The consumers, each of which gets every event. */
    public List<String> groups() {
        return switch (this) {
            case DISPATCH_BULK, DISPATCH_EXPRESS, RECEIPTS, CAMPAIGN_EVENTS -> List.of("dispatch");
            case MESSAGE_EVENTS -> List.of("campaign", "fallback");
            case INBOUND, FALLBACK_EVENTS, AUDIT_ENTRIES -> List.of("campaign");
            case CONSENT_EVENTS -> List.of("dispatch", "fallback");
        };
    }
}
