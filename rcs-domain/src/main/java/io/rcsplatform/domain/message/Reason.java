package io.rcsplatform.domain.message;

/** Why a message ended as it did: one vocabulary for all providers and for our own decisions. */
public enum Reason {
    /** The recipient has no RCS, or switched it off. */
    NOT_RCS,
    AGENT_NOT_LAUNCHED,
    FEATURE_UNSUPPORTED,
    /** The provider's limit of messages to one user is reached; retrying does not help. */
    USER_CAP,
    RATE_LIMITED,
    AUTHENTICATION,
    BALANCE,
    /** The provider does not know the template, or its parameters do not fit. */
    TEMPLATE,
    OPTED_OUT,
    DO_NOT_DISTURB,
    CURFEW,
    EXPIRED,
    INVALID_NUMBER,
    CONTENT_REJECTED,
    PROVIDER_DOWN,
    /** The handset was absent, switched off or out of reach. */
    ABSENT_SUBSCRIBER,
    BLOCKED,
    /** A variable has neither a value nor a default. */
    MISSING_VARIABLE,
    CAMPAIGN_CANCELLED,
    /** The answer of a provider that assigns its own ids was lost. */
    ANSWER_LOST,
    /** The provider gave a reason that we do not know; the raw code is kept with the receipt. */
    OTHER;

    /**
     * Whether a leg that ended undelivered for this reason may be followed by another channel. Not where the person does not want
     * the message, must not have it now, or cannot be reached under this number at all.
     */
    public boolean allowsFallback() {
        return switch (this) {
            case OPTED_OUT, DO_NOT_DISTURB, BLOCKED, CURFEW, INVALID_NUMBER, CAMPAIGN_CANCELLED -> false;
            case NOT_RCS,
                    AGENT_NOT_LAUNCHED,
                    FEATURE_UNSUPPORTED,
                    USER_CAP,
                    RATE_LIMITED,
                    AUTHENTICATION,
                    BALANCE,
                    TEMPLATE,
                    EXPIRED,
                    CONTENT_REJECTED,
                    PROVIDER_DOWN,
                    ABSENT_SUBSCRIBER,
                    MISSING_VARIABLE,
                    ANSWER_LOST,
                    OTHER -> true;
        };
    }
}
