package io.rcsplatform.platform.outbound;

import java.net.InetAddress;
import java.util.Optional;

/** An IPv4 address as browsers read one: one to four parts, each decimal, octal or hexadecimal, the last one filling what is left. */
final class Ipv4Text {
    private static final int MOST_PARTS = 4;
    private static final long BYTE = 0xff;

    private Ipv4Text() {}

    static Optional<InetAddress> read(String host) {
        var parts = host.split("\\.", -1);
        if (parts.length > MOST_PARTS) {
            return Optional.empty();
        }
        try {
            long address = 0;
            for (int i = 0; i < parts.length; i++) {
                long part = number(parts[i]);
                int room = i < parts.length - 1 ? 1 : MOST_PARTS - i;
                if (part >= 1L << (room * Byte.SIZE)) {
                    return Optional.empty();
                }
                address = (address << (room * Byte.SIZE)) | part;
            }
            return Optional.of(InetAddress.ofLiteral(((address >> 24) & BYTE) + "." + ((address >> 16) & BYTE) + "."
                    + ((address >> 8) & BYTE) + "." + (address & BYTE)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static long number(String part) {
        if (part.equals("0x")) {
            return 0;
        }
        if (part.startsWith("0x")) {
            return Long.parseUnsignedLong(part.substring(2), 16);
        }
        return part.length() > 1 && part.startsWith("0")
                ? Long.parseUnsignedLong(part, 8)
                : Long.parseUnsignedLong(part);
    }
}
