package io.rcsplatform.domain.phone;

/**
 * A phone number in E.164: a country code and a national number, 7 to 15 digits, no leading zero. Its text form masks all but the
 * last three digits, since it is personal data; use {@link #e164()} where the number itself is meant.
 */
public record PhoneNumber(long digits) {
    private static final long MIN = 1_000_000L;
    private static final long MAX = 999_999_999_999_999L;

    public PhoneNumber {
        if (digits < MIN || digits > MAX) {
            throw new IllegalArgumentException("an E.164 number has 7 to 15 digits");
        }
    }

    /**
     * Reads {@code +} and digits, or digits alone as some providers write them.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static PhoneNumber parse(String text) {
        int start = text.startsWith("+") ? 1 : 0;
        int length = text.length() - start;
        if (length < 7 || length > 15 || text.charAt(start) == '0') {
            throw notE164();
        }
        long digits = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw notE164();
            }
            digits = digits * 10 + digit;
        }
        return new PhoneNumber(digits);
    }

    /** {@code +} and all digits. */
    public String e164() {
        return "+" + digits;
    }

    @Override
    public String toString() {
        long lastThree = digits % 1000;
        return "+***" + (lastThree < 10 ? "00" : lastThree < 100 ? "0" : "") + lastThree;
    }

    private static IllegalArgumentException notE164() {
        return new IllegalArgumentException(
                "not an E.164 number: expected + and 7 to 15 digits without a leading zero");
    }
}
