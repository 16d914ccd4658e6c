package ateliers.cloud.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Takes connections at one address and carries what they say to another, both ways. A sandbox without a network calls AWS by
 * two of them: one in its own process, from the port that its clients know to a Unix socket, and one here, from that socket to
 * the cloud's port. So it may need nothing but the JDK: see {@link MessageReader}.
 */
public final class SocketRelay implements AutoCloseable {
    private static final int BLOCK = 1 << 15;
    private static final int BACKLOG = 128;

    /** A cloud takes more, so that functions leave room for others. */
    private static final int MOST_CONNECTIONS = 512;

    private final SocketAddress from;
    private final SocketAddress to;
    private final Semaphore places;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocketChannel server;
    private volatile boolean closed;

    private SocketRelay(SocketAddress from, SocketAddress to, int most) throws IOException {
        this.to = to;
        this.places = new Semaphore(most);
        this.server = listening(from);
        this.from = server.getLocalAddress();
    }

    /**
     * Starts one.
     *
     * @param from of the loopback address with a port, 0 for any free one, or of a Unix socket that does not exist yet
     * @param to as well
     * @throws IOException where nobody can listen there
     */
    public static SocketRelay start(SocketAddress from, SocketAddress to) throws IOException {
        return start(from, to, MOST_CONNECTIONS);
    }

    static SocketRelay start(SocketAddress from, SocketAddress to, int most) throws IOException {
        SocketRelay relay = new SocketRelay(from, to, most);
        daemon(relay::accept);
        return relay;
    }

    /** Where it listens. */
    public SocketAddress address() {
        return from;
    }

    private static ServerSocketChannel listening(SocketAddress address) throws IOException {
        ServerSocketChannel server = address instanceof InetSocketAddress
                ? ServerSocketChannel.open()
                : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void accept() {
        while (!closed) {
            try {
                SocketChannel near = server.accept();
                if (!places.tryAcquire()) {
                    near.close();
                    continue;
                }
                open.add(near);
                daemon(() -> connect(near));
            } catch (ClosedByInterruptException e) {
                // A function interrupts threads that are not its own.
                Thread.interrupted();
                listenAgain();
            } catch (IOException e) {
                if (!server.isOpen()) {
                    return;
                }
            }
        }
    }

    /** Unless it was closed in the meantime: nobody would end what listens after that. */
    private synchronized void listenAgain() {
        if (closed) {
            return;
        }
        try {
            server = listening(from);
        } catch (IOException e) {
            closed = true; // calls are refused from now on
        }
    }

    private void connect(SocketChannel near) {
        try (near;
                SocketChannel far = SocketChannel.open(to)) {
            open.add(far);
            prompt(near);
            prompt(far);
            Thread back = daemon(() -> carry(far, near));
            carry(near, far);
            back.join();
            open.remove(far);
        } catch (IOException e) {
            // whoever connected sees the end of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(near);
            places.release();
        }
    }

    private static void prompt(SocketChannel channel) throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    /** Until one side says no more; the other side is told. */
    private static void carry(SocketChannel from, SocketChannel to) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try {
            while (from.read(block) >= 0) {
                block.flip();
                while (block.hasRemaining()) {
                    to.write(block);
                }
                block.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // What was lost ends both ways.
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Ends all connections too. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            closeQuietly(server);
        }
        open.forEach(SocketRelay::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception e) {
            // nothing can be done, and nothing depends on it
        }
    }
}
