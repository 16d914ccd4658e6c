package ateliers.cloud.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A child's connection to its Runtime API, on this side. */
final class RuntimeConnection implements AutoCloseable {
    /** An event on its way to the child. */
    record Event(Invocation invocation, long deadlineMillis) {}

    /** What the child asks or tells, but for the body. */
    record Head(String method, String path, long length, String errorType) {}

    /** What the child asks or tells; a body over {@link RuntimeApi#MAX_RESPONSE} is left out, but has been read. */
    record Request(Head head, byte[] body) {}

    private final SocketChannel channel;
    private final MessageReader reader;
    private byte[] held = new byte[0];

    RuntimeConnection(SocketChannel channel) {
        this.channel = channel;
        this.reader = new MessageReader(channel);
    }

    /** Waits for a request; false at the connection's end. */
    boolean awaitRequest() throws IOException {
        return reader.awaitMessage();
    }

    /**
     * Reads a request but for its body, and of its headers those that are needed.
     *
     * @throws IOException where it is no HTTP
     */
    Head readHead() throws IOException {
        String[] parts = reader.line().split(" ");
        if (parts.length != 3) {
            throw new IOException("not a request line");
        }
        long length = 0;
        String errorType = "Runtime.Unknown";
        for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).trim();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Long.parseLong(value);
                case "lambda-runtime-function-error-type" -> errorType = value;
                default -> {
                    // of no use here
                }
            }
        }
        return new Head(parts[0], parts[1], length, errorType);
    }

    /** Reads the body that belongs to a head. */
    Request readBody(Head head) throws IOException {
        if (head.length() <= RuntimeApi.MAX_RESPONSE) {
            return new Request(head, reader.body((int) head.length()));
        }
        reader.skip(head.length());
        return new Request(head, new byte[0]);
    }

    /** Says that a request is accepted; where the child has sent the next one already, together with its answer. */
    void accept() throws IOException {
        byte[] message = message("HTTP/1.1 202 Accepted", "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
        synchronized (this) {
            if (reader.hasMore()) {
                held = message;
                return;
            }
        }
        write(message);
    }

    void refuse(int status, String type, String reason) throws IOException {
        String body = "{\"errorMessage\":\"" + reason + "\",\"errorType\":\"" + type + "\"}";
        write(message("HTTP/1.1 " + status + " " + type, body.getBytes(StandardCharsets.UTF_8)));
    }

    void send(Event event) throws IOException {
        Invocation invocation = event.invocation();
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: ")
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
        write(message(head.toString(), invocation.payload()));
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n]+", " ");
    }

    private static byte[] message(String head, byte[] body) {
        byte[] first = (head + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        return joined(first, body);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private synchronized void write(byte[] message) throws IOException {
        ByteBuffer whole = ByteBuffer.wrap(held.length == 0 ? message : joined(held, message));
        held = new byte[0];
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
