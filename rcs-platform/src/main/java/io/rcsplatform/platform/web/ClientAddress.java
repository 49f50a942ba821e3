package io.rcsplatform.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Where a request came from, as the gateway saw it. The gateway sets the header, whatever a client has put into it. */
public final class ClientAddress {
    public static final String HEADER = "X-Rcs-Client-Address";

    private static final int LONGEST = 64;

    private ClientAddress() {}

    /** Null where the request did not come through the gateway. */
    public static @Nullable String of(HttpServletRequest request) {
        var address = request.getHeader(HEADER);
        return address == null || address.length() > LONGEST ? null : address;
    }
}
