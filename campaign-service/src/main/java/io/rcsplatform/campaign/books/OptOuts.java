package io.rcsplatform.campaign.books;

/**
 * How a campaign obeyed those who opted out.
 *
 * @param recipients of its messages, whose person has opted out since it was planned
 * @param submittedAfter those of them that were handed over after the opt-out had been stored
 * @param worstMs the longest time from storing an opt-out to a submission after it; more than 1,000 breaks a promise
 */
record OptOuts(long recipients, long submittedAfter, long worstMs) {}
