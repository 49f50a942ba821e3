package io.rcsplatform.dispatch.sending;

/** What may hold a batch up. */
enum Limit {
    /** The sender's rate. */
    SENDER_RATE,
    /** As many of its messages as may be are with the provider. */
    CONCURRENCY,
    /** What is known of opt-outs is too old. */
    CONSENTS
}
