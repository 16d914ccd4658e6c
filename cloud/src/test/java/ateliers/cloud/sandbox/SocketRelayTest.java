package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two of them, as a sandbox has them: from a port to a Unix socket, and from there to another port. */
@Timeout(60)
class SocketRelayTest {
    @TempDir
    Path folder;

    private ServerSocket cloud;
    private SocketRelay outside;
    private SocketRelay inside;

    @BeforeEach
    void start() throws IOException {
        cloud = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        outside = SocketRelay.start(
                UnixDomainSocketAddress.of(folder.resolve("aws.sock")), cloud.getLocalSocketAddress());
        inside = SocketRelay.start(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), outside.address());
    }

    @AfterEach
    void stop() throws IOException {
        inside.close();
        outside.close();
        cloud.close();
    }

    private Socket call() throws IOException {
        InetSocketAddress port = (InetSocketAddress) inside.address();
        return new Socket(port.getAddress(), port.getPort());
    }

    @Test
    void carriesBothWaysAndTellsTheEndOfEach() throws IOException {
        try (Socket caller = call();
                Socket called = cloud.accept()) {
            byte[] question = "q".repeat(300_000).getBytes(StandardCharsets.US_ASCII);
            Thread asks = new Thread(() -> {
                try {
                    caller.getOutputStream().write(question);
                    caller.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            asks.start();

            assertThat(called.getInputStream().readAllBytes()).isEqualTo(question);
            called.getOutputStream().write('a');
            called.close();
            assertThat(caller.getInputStream().readAllBytes()).containsExactly('a');
        }
    }

    @Test
    void connectionsAreApart() throws IOException {
        try (Socket first = call();
                Socket firstCalled = cloud.accept();
                Socket second = call();
                Socket secondCalled = cloud.accept()) {
            second.getOutputStream().write(2);
            first.getOutputStream().write(1);

            assertThat(firstCalled.getInputStream().read()).isEqualTo(1);
            assertThat(secondCalled.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void whoIsCalledAndGoneIsSeenToBeGone() throws IOException {
        cloud.close();

        try (Socket caller = call()) {
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void anInterruptEndsNoMoreThanItself() throws IOException {
        relays().forEach(Thread::interrupt);

        Socket caller = null;
        while (caller == null) {
            try {
                caller = call();
            } catch (IOException e) {
                // between two times of listening
            }
        }
        try (Socket open = caller) {
            assertThat(open.isConnected()).isTrue();
        }
    }

    /** Each is interrupted while it ends, as often as it takes to hit the moment. */
    @Test
    void nothingListensOnceItIsClosed() throws Exception {
        Set<Thread> others = relays();
        for (int i = 0; i < 300; i++) {
            SocketRelay relay = SocketRelay.start(
                    new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), cloud.getLocalSocketAddress());
            InetSocketAddress port = (InetSocketAddress) relay.address();
            Set<Thread> own = relays();
            own.removeAll(others);

            own.forEach(Thread::interrupt);
            relay.close();
            for (Thread thread : own) {
                thread.join();
            }

            assertThatThrownBy(() -> new Socket(port.getAddress(), port.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static Set<Thread> relays() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("relay"))
                .collect(Collectors.toSet());
    }

    @Test
    void connectionsAreBoundedAndEachThatEndsMakesRoom() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        try (SocketRelay narrow = SocketRelay.start(any, cloud.getLocalSocketAddress(), 1)) {
            InetSocketAddress port = (InetSocketAddress) narrow.address();
            try (Socket first = new Socket(port.getAddress(), port.getPort());
                    Socket called = cloud.accept();
                    Socket further = new Socket(port.getAddress(), port.getPort())) {
                assertThat(isEnded(further)).isTrue();

                called.getOutputStream().write(1);
                assertThat(first.getInputStream().read()).isEqualTo(1);
            }
            assertThat(isServedInTheEnd(port)).isTrue();
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Whoever hangs up is gone a moment later. */
    private boolean isServedInTheEnd(InetSocketAddress port) throws IOException {
        cloud.setSoTimeout(50);
        while (true) {
            try (Socket next = new Socket(port.getAddress(), port.getPort());
                    Socket called = cloud.accept()) {
                return called.isConnected();
            } catch (SocketTimeoutException e) {
                // not yet
            }
        }
    }

    @Test
    void closedItListensNoMoreAndEndsWhatItCarried() throws IOException {
        try (Socket caller = call();
                Socket called = cloud.accept()) {
            inside.close();

            assertThat(called.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(this::call).isInstanceOf(IOException.class);
        }
    }
}
