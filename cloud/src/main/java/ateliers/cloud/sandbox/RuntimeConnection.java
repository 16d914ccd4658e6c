package ateliers.cloud.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A child's connection to its Runtime API, on this side. */
final class RuntimeConnection implements AutoCloseable {
    /** An event on its way to the child. */
    record Event(Invocation invocation, long deadlineMillis) {}

    /** What the child asks or tells; a body over {@link RuntimeApi#MAX_RESPONSE} is left out, but has been read. */
    record Request(String method, String path, Map<String, String> headers, byte[] body, long length) {}

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

    Request read() throws IOException {
        String[] parts = reader.line().split(" ");
        if (parts.length != 3) {
            throw new IOException("not a request line");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
        if (length <= RuntimeApi.MAX_RESPONSE) {
            return new Request(parts[0], parts[1], headers, reader.body((int) length), length);
        }
        reader.skip(length);
        return new Request(parts[0], parts[1], headers, new byte[0], length);
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
