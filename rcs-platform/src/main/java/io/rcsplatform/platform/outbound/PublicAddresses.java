package io.rcsplatform.platform.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tells addresses that everybody can reach from those that belong to a machine, a network or a purpose of their own. */
final class PublicAddresses {
    private static final List<Network> RESERVED = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10", // behind a carrier's NAT
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, and clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3", // multicast, and everything above
            "2001::/23", // Teredo and others that hold an address within
            "2001:db8::/32",
            "2002::/16", // 6to4
            "3fff::/20");
    /** All of IPv6 that was ever given to anybody to be reached at. */
    private static final Network GLOBAL = Network.parse("2000::/3");
    /** An IPv4 address stands in the last four bytes, and is where it leads. */
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !isReserved(address);
        }
        if (NAT64.contains(address)) {
            return contain(last4(address));
        }
        return GLOBAL.contains(address) && !isReserved(address);
    }

    private static boolean isReserved(InetAddress address) {
        return RESERVED.stream().anyMatch(network -> network.contains(address));
    }

    private static InetAddress last4(InetAddress address) {
        var bytes = address.getAddress();
        var last = Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length);
        return InetAddress.ofLiteral(
                (last[0] & 0xff) + "." + (last[1] & 0xff) + "." + (last[2] & 0xff) + "." + (last[3] & 0xff));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
