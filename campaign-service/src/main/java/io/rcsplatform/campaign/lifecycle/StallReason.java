package io.rcsplatform.campaign.lifecycle;

/** Why a campaign that has work does not move. What can be resumed is resumed without anybody's doing. */
public enum StallReason {
    BROKER_UNREACHABLE(
            "The message broker does not take batches. They are handed over as soon as it does; check RabbitMQ."),
    SENDER_RATE("The sender is slow for what it has to send, and its campaigns take turns. Raise its rate, or wait."),
    DISPATCH_NOT_ANSWERING(
            "Batches were handed over and nothing came back. They are handed over again after a minute; check dispatch-service."),
    PROVIDER_UNAVAILABLE(
            "The provider does not take messages for now. They are tried again until they are taken or no longer valid."),
    FALLBACKS_PENDING(
            "Fallbacks are not decided, or their SMS have no outcome. Orders are repeated; check fallback-service."),
    OUTCOMES_MISSING(
            "Outcomes have not arrived. They are compared with the ledger, and published again where it has them."),
    PLANNING("The audience is being frozen, or that failed and is tried again; see the log of campaign-service."),
    NOT_FED("There is work, and nobody hands it over. Check that an orchestrator is enabled and running.");

    private final String action;

    StallReason(String action) {
        this.action = action;
    }

    /** What is being done about it, and what can be. */
    public String action() {
        return action;
    }
}
