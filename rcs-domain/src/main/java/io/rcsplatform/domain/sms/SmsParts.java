package io.rcsplatform.domain.sms;

/**
 * How a text goes out as SMS. A message has 140 octets: 160 septets or 70 UCS-2 units on its own, 153 or 67 as one part of several,
 * where a header of 6 octets says which part it is. A part never ends within an escape sequence or a surrogate pair.
 *
 * @param units septets in GSM-7, UTF-16 units in UCS-2
 * @param parts what is sent and paid for
 */
public record SmsParts(Encoding encoding, int units, int parts) {
    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int perPart;

        Encoding(int alone, int perPart) {
            this.alone = alone;
            this.perPart = perPart;
        }
    }

    public static SmsParts of(String text) {
        var encoding = Gsm7.encodes(text) ? Encoding.GSM_7 : Encoding.UCS_2;
        int units = 0;
        int parts = 1;
        int inPart = 0;
        for (int i = 0; i < text.length(); i++) {
            int width = width(text, i, encoding);
            if (inPart + width > encoding.perPart) {
                parts++;
                inPart = 0;
            }
            inPart += width;
            units += width;
            if (encoding == Encoding.UCS_2) {
                i += width - 1;
            }
        }
        return new SmsParts(encoding, units, units <= encoding.alone ? 1 : parts);
    }

    /** Of what must stay together at this place. */
    private static int width(String text, int at, Encoding encoding) {
        return switch (encoding) {
            case GSM_7 -> Gsm7.septets(text.charAt(at));
            case UCS_2 -> Character.charCount(text.codePointAt(at));
        };
    }
}
