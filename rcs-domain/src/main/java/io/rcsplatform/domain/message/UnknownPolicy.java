package io.rcsplatform.domain.message;

/**
 * What becomes of a message whose answer was lost, where the provider cannot tell a second copy from the first. Either way its receipt
 * is waited for, and settles it.
 */
public enum UnknownPolicy {
    /** It stays unknown: rather nothing than two. */
    NEVER_TWICE,
    /** Without a receipt in time it is sent again: rather two than nothing. */
    NEVER_MISS;

    /** What holds where nobody chose: somebody who waits for a code can do with two of them, but not with none. */
    public static UnknownPolicy usualFor(TrafficClass trafficClass) {
        return switch (trafficClass) {
            case AUTHENTICATION -> NEVER_MISS;
            case TRANSACTION, PROMOTION, SERVICE_REQUEST, ACKNOWLEDGEMENT -> NEVER_TWICE;
        };
    }
}
