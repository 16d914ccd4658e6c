package ateliers.cloud.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Where a cloud listens, and by which names it may be called.
 *
 * @param address the loopback address, or one that other machines reach too
 * @param port 0 for any free one
 * @param names hosts that requests may name, with all below them, beside localhost and AWS's own
 */
public record Reach(InetAddress address, int port, Set<String> names) {
    private static final InetAddress LOOPBACK = byNumber("127.0.0.1");

    public Reach {
        if (!(address instanceof Inet4Address)) {
            throw new IllegalArgumentException("an address of IPv4 is needed, not " + address);
        }
        names = Set.copyOf(names);
    }

    /** This machine alone. */
    public static Reach loopback(int port) {
        return new Reach(LOOPBACK, port, Set.of());
    }

    /** @param number as {@code 127.0.0.1}; no name server is asked */
    private static InetAddress byNumber(String number) {
        try {
            return InetAddress.getByName(number);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(number + " is an address", e);
        }
    }

    public Reach withPort(int newPort) {
        return new Reach(address, newPort, names);
    }

    /** Whether other machines may reach it. */
    boolean isOpen() {
        return !address.isLoopbackAddress();
    }

    /** The number by which this machine reaches it. */
    String local() {
        return address.isAnyLocalAddress() || address.isLoopbackAddress() ? "127.0.0.1" : address.getHostAddress();
    }
}
