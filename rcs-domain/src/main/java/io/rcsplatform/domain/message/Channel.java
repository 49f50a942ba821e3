package io.rcsplatform.domain.message;

/** The way a leg of a message goes. */
public enum Channel {
    RCS,
    SMS
}
