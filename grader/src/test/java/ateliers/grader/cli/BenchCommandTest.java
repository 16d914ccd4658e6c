package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.submission.Unusable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1:21", "http://127.0.0.1", "127.0.0.1:5000", "//127.0.0.1:5000", "moto"})
    void aPeerIsNamedByItsSchemeHostAndPort(String address) {
        assertThatThrownBy(() -> bench("--peer", address))
                .isInstanceOf(Unusable.class)
                .hasMessage("--peer demande une adresse avec son port, comme http://127.0.0.1:5000.");
    }

    @Test
    void aPeerThatIsNotThereIsToldOfBeforeAnythingIsMeasured() throws Exception {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + socket.getLocalPort();
        }

        assertThatThrownBy(() -> bench("--peer", nobody))
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith("Personne ne répond à %s (--peer) : ", nobody);
    }

    private static void bench(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        BenchCommand command = new BenchCommand(new Console(nowhere, nowhere));
        new CommandLine(command).parseArgs(arguments);
        command.call();
    }
}
