package io.rcsplatform.domain.message;

/** Why a message is sent. Providers price and restrict by it; Google refuses a multi-use agent's message without one. */
public enum TrafficClass {
    AUTHENTICATION,
    TRANSACTION,
    PROMOTION,
    SERVICE_REQUEST,
    ACKNOWLEDGEMENT
}
