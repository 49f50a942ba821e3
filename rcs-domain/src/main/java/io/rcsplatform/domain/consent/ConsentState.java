package io.rcsplatform.domain.consent;

/** Whether a person may be messaged. */
public enum ConsentState {
    OPTED_IN,
    OPTED_OUT
}
