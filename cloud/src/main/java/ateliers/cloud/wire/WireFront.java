package ateliers.cloud.wire;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.sdk.SdkModel;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The listener: all services and routes of a cloud on one port of the loopback address. Threads are unbounded, for long
 * polls park on theirs.
 */
public final class WireFront implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final CloudClock clock;
    private final List<Served> routes = new ArrayList<>();
    private final Call.Front front;

    /** A route, and the service whose it is. */
    private record Served(String service, HttpRoute route) {}

    private WireFront(
            Door door,
            CloudClock clock,
            Journal journal,
            Credentials credentials,
            Place place,
            int port,
            boolean anyKey)
            throws IOException {
        this.clock = clock;
        routes.add(new Served("cloud", new HealthRoute(door::names)));
        door.services()
                .forEach(service -> service.routes().forEach(route -> routes.add(new Served(service.name(), route))));
        Services services = new Services(door.services().stream()
                .map(service -> new Api(SdkModel.of(service.api()), service.wire()))
                .toList());
        Codecs codecs = new Codecs();
        this.front = new Call.Front(
                door,
                clock,
                journal,
                services,
                new Authenticator(credentials, clock::realTime, place, services, anyKey),
                codecs,
                new Errors(codecs));
        setDefaults();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "cloud-http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts listening for calls of the services that are at the door by now.
     *
     * @param journal gets what is refused before it reaches the door
     * @param port 0 for any free one
     * @param anyKey whether keys that nobody issued are the root user's
     * @throws UncheckedIOException when the port is taken
     */
    public static WireFront start(
            Door door,
            CloudClock clock,
            Journal journal,
            Credentials credentials,
            Place place,
            int port,
            boolean anyKey) {
        try {
            return new WireFront(door, clock, journal, credentials, place, port, anyKey);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** As {@code http://127.0.0.1:4566}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Tells who signed a request that came by a route.
     *
     * @throws AwsServiceException in AWS's words
     */
    public Principal verify(String service, WireRequest request, byte[] body) {
        try {
            return front.authenticator().verify(service, request, body);
        } catch (WireFault e) {
            throw AwsErrors.of(AwsServiceException.builder(), e.code(), e.status(), e.getMessage());
        }
    }

    /** The JDK's server reads these once in the life of a JVM. */
    private static void setDefaults() {
        setDefault("sun.net.httpserver.nodelay", "true");
        // Seconds that a request may take to arrive: longer than any upload, shorter than a forgotten connection.
        setDefault("sun.net.httpserver.maxReqTime", "300");
        setDefault("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private void handle(HttpExchange http) {
        try (http) {
            Exchange exchange = new Exchange(http);
            WireRequest request = exchange.request();
            for (Served served : routes) {
                if (served.route().matches(request)) {
                    exchange.send(answer(served, request));
                    return;
                }
            }
            new Call(front, request, exchange).run();
        } catch (IOException | UncheckedIOException e) {
            // The client went away, or an answer broke off: closing the connection is all that can be said.
        }
    }

    private WireResponse answer(Served served, WireRequest request) throws IOException {
        try (CloudClock.Work work = clock.begin()) {
            return served.route().answer(request);
        } catch (RuntimeException e) {
            Notes.of(front.journal(), clock, served.service())
                    .defect(request.method() + " " + request.rawPath(), request.host(), e);
            return WireResponse.of(500, "application/json", "{\"message\":\"Internal Server Error\"}");
        }
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
