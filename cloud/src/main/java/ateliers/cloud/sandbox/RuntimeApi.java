package ateliers.cloud.sandbox;

import ateliers.cloud.sandbox.RuntimeConnection.Event;
import ateliers.cloud.sandbox.RuntimeConnection.Head;
import ateliers.cloud.sandbox.RuntimeConnection.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a> of one sandbox, on a Unix
 * socket of its own: on a shared one, a killed child's pending {@code next} swallows the next event. Where there are no
 * Unix sockets, or the path is over the system's hundred-odd bytes, it is a port of the loopback.
 */
final class RuntimeApi implements AutoCloseable {
    /** The largest response of a synchronous invocation, in bytes. */
    static final int MAX_RESPONSE = 6_291_556;

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final int BACKLOG = 8;

    /** The runtime client has two. */
    static final int MOST_CONNECTIONS = 16;

    /** An event of so many bytes goes through a socket at once, whether the child reads or not. */
    private static final int QUICK = 1 << 14;

    /** What the child tells. Called on the connection's thread. */
    interface Listener {
        /** The child asks for an event. */
        void onNext();

        /**
         * The child has answered.
         *
         * @return whether the request id is the one of the event it was given
         */
        boolean onResponse(String requestId, byte[] body, long size);

        /**
         * The child has failed with an event.
         *
         * @return whether the request id is the one of the event it was given
         */
        boolean onError(String requestId, byte[] body);

        /** The child could not start. */
        void onInitError(byte[] body, String errorType);
    }

    private final ServerSocketChannel server;
    private final RuntimeAddress address;
    private final Path socket;
    private final Listener listener;
    private final String threadName;
    private final Object bodies = new Object();
    private final Set<RuntimeConnection> connections = ConcurrentHashMap.newKeySet();
    private Optional<Event> waiting = Optional.empty();
    private Optional<RuntimeConnection> asking = Optional.empty();
    private volatile boolean closed;

    /**
     * Opens it.
     *
     * @param name names the threads
     * @param socket a file that does not exist yet; deleted on closing
     * @param secret what no other child can guess
     * @param listener is told what the child asks and answers
     */
    RuntimeApi(String name, Path socket, byte[] secret, Listener listener) throws IOException {
        this.server = listen(socket);
        this.socket = socket;
        this.address = new RuntimeAddress(
                server.getLocalAddress(), "/" + HexFormat.of().formatHex(secret));
        this.listener = listener;
        this.threadName = name + "-runtime-api";
        daemon(this::accept);
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        try {
            return bound(ServerSocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket));
        } catch (IOException | UnsupportedOperationException e) {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return bound(ServerSocketChannel.open(), new InetSocketAddress(loopback, 0));
        }
    }

    private static ServerSocketChannel bound(ServerSocketChannel server, SocketAddress address) throws IOException {
        try {
            return server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** What the child connects to. */
    RuntimeAddress address() {
        return address;
    }

    /** Hands an event to the child: now if it has asked for one, or as soon as it asks. */
    void offer(Event event) {
        Optional<RuntimeConnection> connection;
        synchronized (this) {
            if (waiting.isPresent()) {
                throw new IllegalStateException("the sandbox is busy");
            }
            connection = asking;
            asking = Optional.empty();
            waiting = connection.isPresent() ? Optional.empty() : Optional.of(event);
        }
        connection.ifPresent(open -> {
            if (event.invocation().payload().length <= QUICK) {
                send(open, event);
            } else {
                daemon(() -> send(open, event));
            }
        });
    }

    private void next(RuntimeConnection connection) {
        Optional<Event> event;
        synchronized (this) {
            event = waiting;
            waiting = Optional.empty();
            asking = event.isPresent() ? Optional.empty() : Optional.of(connection);
        }
        event.ifPresent(there -> send(connection, there));
        listener.onNext();
    }

    private static void send(RuntimeConnection connection, Event event) {
        try {
            connection.send(event);
        } catch (IOException e) {
            // The child is gone: its process's end tells the rest.
        }
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(server);
        connections.forEach(RuntimeApi::closeQuietly);
        closeQuietly(() -> Files.deleteIfExists(socket));
    }

    /** Ends when the server is closed: at the latest when the child's init has taken too long. */
    private void accept() {
        while (!closed) {
            try {
                RuntimeConnection connection = new RuntimeConnection(address.prompt(server.accept()));
                if (connections.size() == MOST_CONNECTIONS) {
                    connection.close();
                    continue;
                }
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                // closed, or a connection that ended before it began
            }
        }
    }

    private void serve(RuntimeConnection connection) {
        try (connection) {
            boolean more = true;
            while (more && !closed && connection.awaitRequest()) {
                more = answer(connection.readHead(), connection);
            }
        } catch (IOException | RuntimeException e) {
            // The child is gone or does not speak HTTP: its process's end, or its timeout, tells the rest.
        } finally {
            connections.remove(connection);
        }
    }

    private boolean answer(Head head, RuntimeConnection connection) throws IOException {
        if (head.path().equals(address.secret() + "/lifeline")) {
            // Answered by nothing: only its end counts, and it ends with this side's process.
            return true;
        }
        if (!head.path().startsWith(address.secret() + ROOT)) {
            connection.refuse(403, "Forbidden", "Forbidden");
            return false;
        }
        String path = head.path().substring(address.secret().length() + ROOT.length());
        // One body after the other: many at once would be as many times the largest of them.
        Request request;
        synchronized (bodies) {
            request = connection.readBody(head);
        }
        answer(request, path, connection);
        return true;
    }

    private void answer(Request request, String path, RuntimeConnection connection) throws IOException {
        String method = request.head().method();
        if (path.equals("invocation/next") && method.equals("GET")) {
            next(connection);
        } else if (path.equals("init/error") && method.equals("POST")) {
            listener.onInitError(request.body(), request.head().errorType());
            connection.accept();
        } else if (path.startsWith("invocation/") && method.equals("POST")) {
            takeResult(request, path.substring("invocation/".length()), connection);
        } else {
            connection.refuse(404, "NotFound", "Not found");
        }
    }

    private void takeResult(Request request, String path, RuntimeConnection connection) throws IOException {
        int slash = path.indexOf('/');
        String id = slash < 0 ? path : path.substring(0, slash);
        String what = slash < 0 ? "" : path.substring(slash + 1);
        long length = request.head().length();
        boolean known;
        if (what.equals("response")) {
            known = listener.onResponse(id, request.body(), length);
        } else if (what.equals("error")) {
            known = listener.onError(id, request.body());
        } else {
            connection.refuse(404, "NotFound", "Not found");
            return;
        }
        if (!known) {
            connection.refuse(400, "InvalidRequestID", "Invalid request ID");
        } else if (what.equals("response") && length > MAX_RESPONSE) {
            connection.refuse(
                    413,
                    "RequestEntityTooLarge",
                    "Exceeded maximum allowed payload size (" + MAX_RESPONSE + " bytes).");
        } else {
            connection.accept();
        }
    }

    private void daemon(Runnable work) {
        Thread thread = new Thread(work, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // nothing can be done, and nothing depends on it
        }
    }
}
