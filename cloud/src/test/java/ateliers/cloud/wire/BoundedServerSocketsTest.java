package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedServerSocketsTest {
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void oneTooManyIsEndedAndToldAndTheNextFindsRoom() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server =
                        new BoundedServerSockets(1, told::incrementAndGet).createServerSocket(0, 10, loopback);
                Socket first = new Socket(loopback, server.getLocalPort());
                Socket served = server.accept();
                Socket second = new Socket(loopback, server.getLocalPort());
                Socket third = new Socket(loopback, server.getLocalPort())) {
            CompletableFuture<Socket> next = CompletableFuture.supplyAsync(() -> accepted(server));
            assertThat(isEnded(second)).isTrue();
            assertThat(isEnded(third)).isTrue();
            assertThat(told).hasValue(1);

            served.getOutputStream().write(1);
            assertThat(first.getInputStream().read()).isEqualTo(1);
            served.close();
            served.close();
            try (Socket fourth = new Socket(loopback, server.getLocalPort());
                    Socket servedNext = next.join()) {
                servedNext.getOutputStream().write(2);
                assertThat(fourth.getInputStream().read()).isEqualTo(2);
            }
        }
    }

    private static Socket accepted(ServerSocket server) {
        try {
            return server.accept();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
