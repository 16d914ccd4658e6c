package ateliers.cloud.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** Server sockets that have so many connections open at once, and end further ones as they come. */
final class BoundedServerSockets extends ServerSocketFactory {
    private final int most;
    private final Runnable full;

    /**
     * @param most connections
     * @param full called when one was ended where none had been since there was room
     */
    BoundedServerSockets(int most, Runnable full) {
        this.most = most;
        this.full = full;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new Bounded();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, 0, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new Bounded(port, backlog, address);
    }

    private final class Bounded extends ServerSocket {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicBoolean told = new AtomicBoolean();

        Bounded() throws IOException {
            // not bound yet
        }

        Bounded(int port, int backlog, InetAddress address) throws IOException {
            super(port, backlog, address);
        }

        @Override
        public Socket accept() throws IOException {
            while (true) {
                Counted socket = new Counted();
                implAccept(socket);
                if (socket.isCounted(open.incrementAndGet())) {
                    return socket;
                }
                socket.close();
                if (!told.getAndSet(true)) {
                    full.run();
                }
            }
        }

        /** Gives its place back once, however often it is closed. */
        private final class Counted extends Socket {
            private final AtomicBoolean closed = new AtomicBoolean();
            private boolean counted;

            boolean isCounted(int nowOpen) {
                counted = nowOpen <= most;
                return counted;
            }

            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    if (!closed.getAndSet(true)) {
                        open.decrementAndGet();
                        if (counted) {
                            told.set(false);
                        }
                    }
                }
            }
        }
    }
}
