package io.rcsplatform.platform.outbound;

import java.io.IOException;

/** The request, or one that it was redirected to, is not made: it would lead where nobody outside may go. */
public final class OutboundRefused extends IOException {
    OutboundRefused(String message) {
        super(message);
    }
}
