package ateliers.cloud.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes to a socket, and whatever comes back. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    public static String send(URI endpoint, String request) {
        return send(endpoint, request.getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * Sends and reads until the server closes.
     *
     * @param hangUp whether to say that nothing more will come
     */
    public static String send(URI endpoint, byte[] request, boolean hangUp) {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                if (hangUp) {
                    socket.shutdownOutput();
                }
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (java.net.SocketException e) {
                return "";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
