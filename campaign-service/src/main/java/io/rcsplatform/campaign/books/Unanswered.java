package io.rcsplatform.campaign.books;

/** Another service did not answer, or not as it should. */
class Unanswered extends RuntimeException {
    Unanswered(String whatWasAsked, Throwable cause) {
        super(whatWasAsked + ": " + cause.getMessage(), cause);
    }
}
