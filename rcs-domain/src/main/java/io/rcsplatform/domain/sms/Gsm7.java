package io.rcsplatform.domain.sms;

/** The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038), which most SMS are written in. */
public final class Gsm7 {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";
    private static final byte[] SEPTETS = septets();

    private Gsm7() {}

    /** Whether the whole text can be written in this alphabet. One character outside it turns the whole message to UCS-2. */
    public static boolean encodes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (septets(text.charAt(i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** How many septets the character takes: 1, 2 from the extension table, 0 when it is not in the alphabet. */
    static int septets(char character) {
        return character < SEPTETS.length ? SEPTETS[character] : 0;
    }

    private static byte[] septets() {
        var table = new byte['€' + 1];
        for (int i = 0; i < BASIC.length(); i++) {
            table[BASIC.charAt(i)] = 1;
        }
        for (int i = 0; i < EXTENSION.length(); i++) {
            table[EXTENSION.charAt(i)] = 2;
        }
        return table;
    }
}
