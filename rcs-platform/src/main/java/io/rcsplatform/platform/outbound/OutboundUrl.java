package io.rcsplatform.platform.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be said of a URL without asking anybody where it leads. */
public final class OutboundUrl {
    private static final Set<String> OURS =
            Set.of("localhost", "local", "internal", "home.arpa", "in-addr.arpa", "ip6.arpa");
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    private OutboundUrl() {}

    /** Why nothing may be fetched from there; empty where nothing speaks against it so far. */
    public static Optional<String> objection(String url) {
        try {
            return objection(new URI(url));
        } catch (URISyntaxException _) {
            return Optional.of("must be an absolute URL");
        }
    }

    static Optional<String> objection(URI url) {
        if (!url.isAbsolute() || url.getHost() == null) {
            return Optional.of("must be an absolute URL with the name of a host");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("must not hold credentials");
        }
        return hostObjection(url.getHost());
    }

    private static Optional<String> hostObjection(String given) {
        var host = withoutDot(given.toLowerCase(Locale.ROOT));
        if (host.startsWith("[")) {
            return literal(host.substring(1, host.length() - 1));
        }
        if (NUMERIC.matcher(host).matches()) {
            return Ipv4Text.read(host)
                    .map(OutboundUrl::addressObjection)
                    .orElseGet(() -> Optional.of("must name a host"));
        }
        if (host.indexOf('.') < 0 || OURS.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name))) {
            return Optional.of("must name a host that everybody can reach");
        }
        return Optional.empty();
    }

    private static Optional<String> literal(String address) {
        try {
            return addressObjection(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException _) {
            return Optional.of("must name a host");
        }
    }

    private static Optional<String> addressObjection(InetAddress address) {
        return PublicAddresses.contain(address)
                ? Optional.empty()
                : Optional.of("must name a host that everybody can reach");
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
