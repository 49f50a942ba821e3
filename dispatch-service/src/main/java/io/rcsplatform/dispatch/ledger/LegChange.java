package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;

/** A leg went from one state to another. */
public record LegChange(MessageState from, Leg leg) {

    /** Whether this was the moment that the leg ended undelivered. */
    public boolean failed() {
        return !from.isUndelivered() && leg.status().state().isUndelivered();
    }

    /** Whether another channel should bring the message now. */
    public boolean callsForFallback() {
        var reason = leg.status().reason();
        return leg.key().leg() == Channel.RCS && failed() && (reason == null || reason.allowsFallback());
    }

    /** Whether this was the moment that it was known to have arrived. */
    boolean arrived() {
        return !from.isDelivered() && leg.status().state().isDelivered();
    }

    boolean settled() {
        return !from.isOutcome() && leg.status().state().isOutcome();
    }
}
