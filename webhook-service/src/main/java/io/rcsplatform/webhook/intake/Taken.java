package io.rcsplatform.webhook.intake;

/** What became of a request to a callback address. */
sealed interface Taken {
    Taken STORED = new Stored();

    /** It is durable, and its sender may forget it. */
    record Stored() implements Taken {}

    /** It only asked, and this is what its provider wants to hear. */
    record Answered(String text) implements Taken {}

    record Refused(CallbackRefusal why) implements Taken {}
}
