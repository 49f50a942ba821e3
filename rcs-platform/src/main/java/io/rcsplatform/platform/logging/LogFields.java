package io.rcsplatform.platform.logging;

/** Names of the fields of a log line, for key-value pairs and for the MDC. */
public final class LogFields {
    /** What happened, by one name wherever it happens: a noun and a verb in the past. */
    public static final String EVENT = "event.action";

    public static final String REQUEST = "request_id";
    public static final String TENANT = "tenant_id";
    public static final String CAMPAIGN = "campaign_id";
    public static final String BATCH = "batch_id";

    private LogFields() {}
}
