package ateliers.cloud.sandbox;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a> of one sandbox, on a
 * loopback port of its own: on a shared one, a killed child's pending {@code next} swallows the next event. The path
 * starts with a secret, so that no other function's code can answer in its place.
 */
final class RuntimeApi implements AutoCloseable {
    /** The largest response of a synchronous invocation, in bytes. */
    static final int MAX_RESPONSE = 6_291_556;

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final int MAX_HEAD = 3 << 19;

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

    /** An event on its way to the child. */
    record Event(Invocation invocation, long deadlineMillis) {}

    private final ServerSocket server;
    private final String secret;
    private final Listener listener;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(1);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    RuntimeApi(String name, byte[] secret, Listener listener) throws IOException {
        this.server = new ServerSocket(0, 8, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        this.secret = "/" + HexFormat.of().formatHex(secret);
        this.listener = listener;
        daemon(name + "-runtime-api", this::accept);
    }

    /** The child's AWS_LAMBDA_RUNTIME_API. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort() + secret;
    }

    /** What the child's socket class writes to its output before it asks for an event. */
    byte[] mark() {
        return ("\u0000" + secret + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Hands an event to the child, which must have asked for one. */
    void offer(Event event) {
        if (!events.offer(event)) {
            throw new IllegalStateException("the sandbox is busy");
        }
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(server);
        connections.forEach(RuntimeApi::closeQuietly);
        events.offer(new Event(null, 0));
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                daemon(Thread.currentThread().getName(), () -> serve(socket));
            } catch (IOException e) {
                // closed, or a connection that ended before it began
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            boolean more = true;
            while (more && !closed) {
                Request request = Request.read(input);
                more = request != null && answer(request, socket);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            // The child is gone or does not speak HTTP: its process's end, or its timeout, tells the rest.
        } finally {
            connections.remove(socket);
        }
    }

    private boolean answer(Request request, Socket socket) throws IOException, InterruptedException {
        if (request.path.equals(secret + "/lifeline")) {
            // Answered by nothing: only its end counts, and it ends with this side's process.
            return socket.getInputStream().read() >= 0;
        }
        if (!request.path.startsWith(secret + ROOT)) {
            send(socket, 403, error("Forbidden", "Forbidden"));
            return false;
        }
        String path = request.path.substring(secret.length() + ROOT.length());
        if (path.equals("invocation/next") && request.method.equals("GET")) {
            listener.onNext();
            Event event = events.take();
            if (closed) {
                return false;
            }
            sendEvent(socket, event);
        } else if (path.equals("init/error") && request.method.equals("POST")) {
            listener.onInitError(
                    request.body,
                    request.headers.getOrDefault("lambda-runtime-function-error-type", "Runtime.Unknown"));
            send(socket, 202, "{\"status\":\"OK\"}");
        } else if (path.startsWith("invocation/") && request.method.equals("POST")) {
            sendResult(socket, request, path.substring("invocation/".length()));
        } else {
            send(socket, 404, error("Not found", "NotFound"));
        }
        return true;
    }

    private void sendResult(Socket socket, Request request, String path) throws IOException {
        int slash = path.indexOf('/');
        String id = slash < 0 ? path : path.substring(0, slash);
        String what = slash < 0 ? "" : path.substring(slash + 1);
        boolean known;
        if (what.equals("response")) {
            known = listener.onResponse(id, request.body, request.length);
        } else if (what.equals("error")) {
            known = listener.onError(id, request.body);
        } else {
            send(socket, 404, error("Not found", "NotFound"));
            return;
        }
        if (!known) {
            send(socket, 400, error("Invalid request ID", "InvalidRequestID"));
        } else if (what.equals("response") && request.length > MAX_RESPONSE) {
            send(
                    socket,
                    413,
                    error(
                            "Exceeded maximum allowed payload size (" + MAX_RESPONSE + " bytes).",
                            "RequestEntityTooLarge"));
        } else {
            send(socket, 202, "{\"status\":\"OK\"}");
        }
    }

    private static void sendEvent(Socket socket, Event event) throws IOException {
        Invocation invocation = event.invocation();
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
                .append("Lambda-Runtime-Aws-Request-Id: ")
                .append(invocation.requestId())
                .append("\r\nLambda-Runtime-Deadline-Ms: ")
                .append(event.deadlineMillis())
                .append("\r\nLambda-Runtime-Invoked-Function-Arn: ")
                .append(invocation.functionArn());
        invocation
                .traceId()
                .ifPresent(id -> head.append("\r\nLambda-Runtime-Trace-Id: ").append(oneLine(id)));
        invocation
                .clientContext()
                .ifPresent(json ->
                        head.append("\r\nLambda-Runtime-Client-Context: ").append(oneLine(json)));
        head.append("\r\nContent-Length: ").append(invocation.payload().length).append("\r\n\r\n");
        write(socket, head.toString(), invocation.payload());
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n]+", " ");
    }

    private static String error(String message, String type) {
        return "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}";
    }

    private static void send(Socket socket, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        write(
                socket,
                "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n",
                bytes);
    }

    private static void write(Socket socket, String head, byte[] body) throws IOException {
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[first.length + body.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        socket.getOutputStream().write(whole);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
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

    /** A request; a body over the limit is read to its end, so that the answer arrives, but not kept. */
    private record Request(String method, String path, Map<String, String> headers, byte[] body, long length) {
        static Request read(InputStream input) throws IOException {
            Head head = new Head(input);
            String first = head.line();
            if (first == null) {
                return null;
            }
            String[] parts = first.split(" ");
            if (parts.length != 3) {
                throw new IOException("not a request line");
            }
            Map<String, String> headers = new HashMap<>();
            for (String line = head.line(); line != null && !line.isEmpty(); line = head.line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
            if (length <= MAX_RESPONSE) {
                byte[] body = input.readNBytes((int) length);
                if (body.length < length) {
                    throw new EOFException();
                }
                return new Request(parts[0], parts[1], headers, body, length);
            }
            input.skipNBytes(length);
            return new Request(parts[0], parts[1], headers, new byte[0], length);
        }
    }

    private static final class Head {
        private final InputStream input;
        private int read;

        Head(InputStream input) {
            this.input = input;
        }

        String line() throws IOException {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(80);
            for (int b = input.read(); b != '\n'; b = input.read()) {
                if (b < 0 && read == 0) {
                    return null;
                }
                if (b < 0 || ++read > MAX_HEAD) {
                    throw new EOFException();
                }
                if (b != '\r') {
                    bytes.write(b);
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
