package ateliers.cloud.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address or a block in CIDR notation, IPv4 or IPv6. */
record IpRange(byte[] network, int bits) {
    // Only literals reach InetAddress: a host name would ask the resolver.
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int width = address.get().length * 8;
        try {
            int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > width ? Optional.empty() : Optional.of(new IpRange(address.get(), bits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean contains(String text) {
        return address(text).filter(this::contains).isPresent();
    }

    private boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if (((address[i / 8] ^ network[i / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
