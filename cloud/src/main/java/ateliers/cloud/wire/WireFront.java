package ateliers.cloud.wire;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Proof;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.BodyMemory;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.TooMuchAtOnceException;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.traits.RestTraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** All services and routes of a cloud on one port. */
public final class WireFront implements AutoCloseable {
    private final Reach reach;
    private final BrowserGuard guard;
    private final Listener listener;
    private final List<Listener> secure = new CopyOnWriteArrayList<>();
    private final CloudClock clock;
    private final List<Served> routes = new ArrayList<>();
    private final BodyMemory bodies = BodyMemory.standard();
    private final Call.Front front;

    /** A route, and the service whose it is. */
    private record Served(String service, HttpRoute route) {}

    private WireFront(
            Door door,
            CloudClock clock,
            Journal journal,
            Credentials credentials,
            Place place,
            Reach reach,
            boolean anyKey)
            throws IOException {
        this.clock = clock;
        this.reach = reach;
        this.guard = new BrowserGuard(reach);
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
        this.listener = new Listener(reach, this::handle, clock::realTime, this::full);
    }

    /**
     * Starts listening for calls of the services that are at the door by now.
     *
     * @param journal gets what is refused before it reaches the door
     * @param reach where it listens, and how it may be called
     * @param anyKey whether keys that nobody issued are the root user's
     * @throws UncheckedIOException when the port is taken
     */
    public static WireFront start(
            Door door,
            CloudClock clock,
            Journal journal,
            Credentials credentials,
            Place place,
            Reach reach,
            boolean anyKey) {
        try {
            return new WireFront(door, clock, journal, credentials, place, reach, anyKey);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + reach.port(), e);
        }
    }

    /** As {@code http://127.0.0.1:4566}: how this machine reaches it. */
    public URI endpoint() {
        return URI.create("http://%s:%d".formatted(reach.local(), listener.port()));
    }

    /**
     * Listens for the same over TLS.
     *
     * @param port 0 for any free one
     * @return as {@code https://127.0.0.1:4567}
     * @throws UncheckedIOException when the port is taken
     */
    public URI secure(int port, SSLContext tls) {
        try {
            Listener more = new Listener(reach.withPort(port), this::handle, clock::realTime, this::full, tls);
            secure.add(more);
            return URI.create("https://%s:%d".formatted(reach.local(), more.port()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /**
     * Tells who made a request that came by a route.
     *
     * @throws AwsServiceException in AWS's words
     */
    public Principal verify(Proof proof) {
        try {
            return front.authenticator().verify(proof);
        } catch (WireFault e) {
            throw AwsErrors.of(AwsServiceException.builder(), e.code(), e.status(), e.getMessage());
        }
    }

    private void full(Unsupported gap) {
        Notes.of(front.journal(), clock, "cloud").gap("connection", endpoint().getAuthority(), gap);
    }

    private void handle(Exchange exchange) throws IOException {
        try (BodyMemory.Share share = bodies.share()) {
            handle(exchange, exchange.request().within(share));
        }
    }

    private void handle(Exchange exchange, WireRequest request) throws IOException {
        Served served = served(request);
        Optional<RestTraits> rest = served == null ? ofPages(request) : Optional.empty();
        Map<String, String> cors = rest.flatMap(each -> each.cors(request)).orElse(Map.of());
        exchange.add(cors);
        // A preflight request is refused in the service's words.
        boolean answered =
                rest.isPresent() && (!cors.isEmpty() || request.method().equals("OPTIONS"));
        Optional<String> refusal = guard.refusal(
                request, served == null ? answered : served.route().answersBrowsers());
        if (refusal.isPresent()) {
            exchange.send(WireResponse.of(403, "text/plain", refusal.get() + "\n"));
        } else if (!cors.isEmpty() && request.method().equals("OPTIONS")) {
            exchange.send(new WireResponse(200, Map.of(), new byte[0]));
        } else if (served != null) {
            exchange.send(answer(served, request));
        } else {
            new Call(front, request, exchange).run();
        }
    }

    /** The REST layer, which says which pages may read its answers, of the service that a page asks, if it has one. */
    private Optional<RestTraits> ofPages(WireRequest request) {
        if (request.header("Origin").isEmpty()) {
            return Optional.empty();
        }
        try {
            String scope = Signature.of(request).map(Signature::service).orElse(null);
            return front.services().guess(request, scope).rest();
        } catch (Signature.Incomplete e) {
            return Optional.empty();
        }
    }

    private Served served(WireRequest request) {
        for (Served served : routes) {
            if (served.route().matches(request)) {
                return served;
            }
        }
        return null;
    }

    private WireResponse answer(Served served, WireRequest request) throws IOException {
        try (CloudClock.Work work = clock.begin()) {
            return served.route().answer(request);
        } catch (TooMuchAtOnceException e) {
            Unsupported gap = new Unsupported(e.getMessage());
            Notes.of(front.journal(), clock, served.service())
                    .gap(request.method() + " " + request.rawPath(), request.host(), gap);
            return WireResponse.of(gap.statusCode(), "text/plain", AwsErrors.message(gap) + "\n");
        } catch (RuntimeException e) {
            Notes.of(front.journal(), clock, served.service())
                    .defect(request.method() + " " + request.rawPath(), request.host(), e);
            return WireResponse.of(500, "application/json", "{\"message\":\"Internal Server Error\"}");
        }
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        listener.close();
        secure.forEach(Listener::close);
    }
}
