package io.rcsplatform.platform.messaging;

/** AMQP headers of every event. {@code traceparent} comes beside them from the tracing. */
public final class EventHeaders {
    public static final String EVENT_ID = "event-id";
    public static final String EVENT_TYPE = "event-type";
    public static final String TENANT_ID = "tenant-id";

    /** When it was handed to the broker, in milliseconds since 1970. */
    public static final String PUBLISHED_AT = "published-at";

    /** How many times this message was dead-lettered before; only on one that was put back into its queue. */
    public static final String REPLAY = "replay";

    private EventHeaders() {}
}
