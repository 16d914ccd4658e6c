package ateliers.cloud.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts what comes over a Runtime API connection into lines and bodies. Both ends use it: it may need nothing but the JDK,
 * since one end is the function's process.
 */
public final class MessageReader {
    private static final int MAX_HEAD = 3 << 19;
    private static final int FIRST_PIECE = 1 << 16;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13).flip();
    private int headLeft = MAX_HEAD;

    /** Reads from a channel that blocks. */
    public MessageReader(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** Waits for the next message; false where the connection has ended before its first byte. */
    public boolean awaitMessage() throws IOException {
        headLeft = MAX_HEAD;
        return buffer.hasRemaining() || fill();
    }

    /** Whether a next message has begun to come. */
    boolean hasMore() {
        return buffer.hasRemaining();
    }

    /**
     * A line of the message's head, without its end.
     *
     * @throws EOFException where the connection ends within it, or the head is longer than 1.5 MB
     */
    public String line() throws IOException {
        byte[] earlier = new byte[0];
        while (true) {
            int start = buffer.position();
            int end = start;
            while (end < buffer.limit() && buffer.get(end) != '\n') {
                end++;
            }
            byte[] line = Arrays.copyOf(earlier, earlier.length + end - start);
            buffer.get(line, earlier.length, end - start);
            if (buffer.hasRemaining()) {
                buffer.get();
                headLeft -= line.length + 1;
                boolean carriageReturn = line.length > 0 && line[line.length - 1] == '\r';
                return new String(line, 0, carriageReturn ? line.length - 1 : line.length, StandardCharsets.UTF_8);
            }
            earlier = line;
            if (line.length > headLeft || !fill()) {
                throw new EOFException();
            }
        }
    }

    /** So many bytes of the message's body; room is made as they come, whatever was announced. */
    public byte[] body(int length) throws IOException {
        byte[] body = new byte[Math.min(length, FIRST_PIECE)];
        int read = 0;
        while (read < length) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new EOFException();
            }
            if (read == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(length, 2L * body.length));
            }
            int some = Math.min(body.length - read, buffer.remaining());
            buffer.get(body, read, some);
            read += some;
        }
        return body;
    }

    /** Reads so many bytes and keeps none. */
    public void skip(long length) throws IOException {
        long left = length;
        while (left > 0) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new EOFException();
            }
            int some = (int) Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + some);
            left -= some;
        }
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int read = channel.read(buffer);
        buffer.flip();
        return read > 0;
    }
}
