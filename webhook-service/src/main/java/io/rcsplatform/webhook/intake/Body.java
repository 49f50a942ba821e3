package io.rcsplatform.webhook.intake;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A body as it comes in, as far as it is of interest: of one that is too large nobody wants more than to know it. */
final class Body {
    private static final byte[] NOTHING = {};

    private final int most;
    private byte[] bytes = NOTHING;

    Body(int most) {
        this.most = most;
    }

    void add(ByteBuf part) {
        int before = bytes.length;
        int more = Math.min(part.readableBytes(), most - before);
        bytes = Arrays.copyOf(bytes, before + more);
        part.readBytes(bytes, before, more);
    }

    byte[] bytes() {
        return bytes;
    }
}
