package io.rcsplatform.platform.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where requests to addresses that tenants give may go, and how long and large they may be.
 *
 * @param schemes https, and http where it is to be allowed
 * @param ports that may be asked
 * @param allowed networks of one's own that may be reached all the same, such as {@code 10.1.2.0/24}
 * @param timeout for all of a request, redirects included
 * @param maxSize of an answer
 */
@ConfigurationProperties("rcs.outbound")
public record OutboundRules(
        @DefaultValue("https") Set<String> schemes,
        @DefaultValue("443") Set<Integer> ports,
        @DefaultValue List<String> allowed,
        @DefaultValue("3") int maxRedirects,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("1MB") DataSize maxSize) {
    public OutboundRules {
        if (schemes.isEmpty() || !Set.of("https", "http").containsAll(schemes)) {
            throw new IllegalArgumentException("rcs.outbound.schemes must be https, or https and http");
        }
        if (maxRedirects < 0 || !timeout.isPositive() || maxSize.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "rcs.outbound: max-redirects must be 0 or more, timeout and max-size more than 0");
        }
        try {
            allowed.forEach(Network::parse);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rcs.outbound.allowed: " + e.getMessage(), e);
        }
    }

    /** Empty where a request may be made; where the name leads is seen when it is made. */
    Optional<String> objection(URI url) {
        if (url.getScheme() == null || !schemes.contains(url.getScheme())) {
            return Optional.of("must begin with " + String.join(" or ", schemes));
        }
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        if (!ports.contains(port)) {
            return Optional.of("must be at port " + ports);
        }
        return isAllowedLiteral(url) ? Optional.empty() : OutboundUrl.objection(url);
    }

    boolean allow(InetAddress address) {
        return PublicAddresses.contain(address)
                || allowed.stream().map(Network::parse).anyMatch(network -> network.contains(address));
    }

    private boolean isAllowedLiteral(URI url) {
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return false;
        }
        try {
            return allow(InetAddress.ofLiteral(url.getHost().replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
