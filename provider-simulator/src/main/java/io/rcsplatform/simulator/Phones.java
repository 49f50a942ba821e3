package io.rcsplatform.simulator;

/** Reads phone numbers out of requests. */
final class Phones {
    private Phones() {}

    /** Digits, with {@code +} or {@code %2B} before them or not; -1 for anything that is no number in E.164. */
    static long read(String text, int from, int to) {
        int start = from;
        if (text.startsWith("+", start)) {
            start++;
        } else if (text.startsWith("%2B", start)) {
            start += "%2B".length();
        }
        int length = to - start;
        if (length < 7 || length > 15 || text.charAt(start) == '0') {
            return -1;
        }
        long digits = 0;
        for (int i = start; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            digits = digits * 10 + digit;
        }
        return digits;
    }
}
