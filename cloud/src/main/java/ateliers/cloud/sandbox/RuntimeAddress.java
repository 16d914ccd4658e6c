package ateliers.cloud.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a sandbox finds its Runtime API: {@code unix:<path>/<secret>}, or {@code <host>:<port>/<secret>}. The secret keeps
 * other functions' code from answering in its place. Both ends use it: see {@link MessageReader}.
 *
 * @param socket what to connect to
 * @param secret what each request's path starts with, and its slash
 */
public record RuntimeAddress(SocketAddress socket, String secret) {
    private static final String UNIX = "unix:";

    /** Reads the variable AWS_LAMBDA_RUNTIME_API. */
    public static RuntimeAddress parse(String variable) {
        int slash = variable.lastIndexOf('/');
        String socket = variable.substring(0, slash);
        String secret = variable.substring(slash);
        if (socket.startsWith(UNIX)) {
            return new RuntimeAddress(UnixDomainSocketAddress.of(Path.of(socket.substring(UNIX.length()))), secret);
        }
        int colon = socket.lastIndexOf(':');
        return new RuntimeAddress(
                new InetSocketAddress(socket.substring(0, colon), Integer.parseInt(socket.substring(colon + 1))),
                secret);
    }

    /** The variable AWS_LAMBDA_RUNTIME_API. */
    String variable() {
        return socket instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress() + ":" + internet.getPort() + secret
                : UNIX + socket + secret;
    }

    /** The Unix socket's file; empty where it is a port. */
    Optional<Path> file() {
        return socket instanceof UnixDomainSocketAddress unix ? Optional.of(unix.getPath()) : Optional.empty();
    }

    /** What the process writes to its output before it asks for an event. */
    public byte[] outputMark() {
        return ("\u0000" + secret + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** A connection that blocks. */
    public SocketChannel connect() throws IOException {
        return prompt(SocketChannel.open(socket));
    }

    /** Has small messages sent at once; a Unix socket sends them so anyway. */
    SocketChannel prompt(SocketChannel channel) throws IOException {
        return socket instanceof InetSocketAddress
                ? channel.setOption(StandardSocketOptions.TCP_NODELAY, true)
                : channel;
    }
}
