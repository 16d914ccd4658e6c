package ateliers.grader.targets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A port of the loopback address that leads to an HTTPS address, whose certificate is checked here, once for all that speaks to it:
 * SDK clients, git, and browsers' requests to AWS's host names, for which that certificate is not.
 */
final class TlsTunnel implements AutoCloseable {
    private static final int USUAL_PORT = 443;
    private static final Duration CONNECTS = Duration.ofSeconds(3);
    private static final Duration SHAKES_HANDS = Duration.ofSeconds(4);

    private final URI address;
    private final SSLContext tls;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsTunnel(URI address, SSLContext tls, ServerSocket listener) {
        this.address = address;
        this.tls = tls;
        this.listener = listener;
    }

    /**
     * Opens one.
     *
     * @throws IOException where the address cannot be reached, or is not what its certificate says
     */
    static TlsTunnel to(URI address, SSLContext tls) throws IOException {
        TlsTunnel tunnel = new TlsTunnel(address, tls, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        try {
            tunnel.connected().close();
        } catch (IOException e) {
            tunnel.close();
            throw e;
        }
        start("tunnel", tunnel::accept);
        return tunnel;
    }

    /** Where it begins, as {@code http://127.0.0.1:40123}. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private SSLSocket connected() throws IOException {
        int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address.getHost(), port), (int) CONNECTS.toMillis());
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) SHAKES_HANDS.toMillis());
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(plain, address.getHost(), port, true);
            SSLParameters checks = secure.getSSLParameters();
            checks.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(checks);
            secure.startHandshake();
            secure.setSoTimeout(0);
            return secure;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                start("tunnel", () -> lead(near));
            } catch (IOException e) {
                // It is closed, and the loop ends; or who called is gone already.
            }
        }
    }

    private void lead(Socket near) {
        open.add(near);
        try (near;
                SSLSocket far = connected()) {
            open.add(far);
            near.setTcpNoDelay(true);
            start("tunnel-back", () -> pump(far, near));
            pump(near, far);
            open.remove(far);
        } catch (IOException e) {
            // Whoever called sees that the connection ends.
        } finally {
            open.remove(near);
        }
    }

    /** Where one side ends, both do. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // As when a wire is cut.
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new GraderException("Le tunnel vers " + address + " n'a pas pu être fermé : " + e.getMessage(), e);
        }
    }
}
