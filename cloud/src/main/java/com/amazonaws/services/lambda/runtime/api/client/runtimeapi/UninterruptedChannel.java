package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection that blocks, and that an interrupt neither closes nor wakes: functions interrupt the runtime's thread, on
 * purpose or by accident, and AWS's native client takes no notice. The thread is left as interrupted as it was.
 */
final class UninterruptedChannel implements ByteChannel {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    UninterruptedChannel(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        this.selector = Selector.open();
        this.key = channel.register(selector, 0);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = channel.read(into);
        while (read == 0) {
            await(SelectionKey.OP_READ);
            read = channel.read(into);
        }
        return read;
    }

    /** Writes all of it. */
    @Override
    public int write(ByteBuffer from) throws IOException {
        int written = channel.write(from);
        while (from.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            written += channel.write(from);
        }
        return written;
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        boolean interrupted = false;
        while (selector.select() == 0) {
            interrupted |= Thread.interrupted();
        }
        selector.selectedKeys().clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
