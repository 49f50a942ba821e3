package io.rcsplatform.domain.id;

import java.util.UUID;

/**
 * The text form of an id: a type prefix, an underscore and 128 bits in 26 characters of Crockford's base32, lower case
 * (TypeID specification 0.3). The text sorts as the bits do.
 */
public final class TypeId {
    private static final int SUFFIX_LENGTH = 26;
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final byte[] VALUES = new byte[128];

    static {
        java.util.Arrays.fill(VALUES, (byte) -1);
        for (byte i = 0; i < ALPHABET.length; i++) {
            VALUES[ALPHABET[i]] = i;
        }
    }

    private TypeId() {}

    public static String format(String prefix, UUID value) {
        int start = prefix.length() + 1;
        char[] text = new char[start + SUFFIX_LENGTH];
        prefix.getChars(0, prefix.length(), text, 0);
        text[prefix.length()] = '_';
        long high = value.getMostSignificantBits();
        long low = value.getLeastSignificantBits();
        for (int i = SUFFIX_LENGTH - 1; i >= 0; i--) {
            text[start + i] = ALPHABET[(int) (low & 31)];
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(text);
    }

    /**
     * @throws IllegalArgumentException when the text is not an id with this prefix; the message names the prefix only,
     *     since what was given may be anything
     */
    public static UUID parse(String prefix, String text) {
        int start = prefix.length() + 1;
        if (text.length() != start + SUFFIX_LENGTH
                || !text.startsWith(prefix)
                || text.charAt(prefix.length()) != '_'
                || text.charAt(start) > '7') {
            throw notAnId(prefix);
        }
        long high = 0;
        long low = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                throw notAnId(prefix);
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | value;
        }
        return new UUID(high, low);
    }

    private static IllegalArgumentException notAnId(String prefix) {
        return new IllegalArgumentException("expected an id of the form " + prefix + "_ and 26 base32 characters");
    }
}
