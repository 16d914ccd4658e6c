package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyTlsTest {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void isTheJdksTlsOnceItIsUsed() throws Exception {
        SSLContext lazy = SSLContext.getInstance("TLS", new LazyTls());
        lazy.init(null, null, null);
        SSLContext jdks = SSLContext.getInstance("TLS", "SunJSSE");
        jdks.init(null, null, null);

        assertThat(lazy.getSocketFactory().getSupportedCipherSuites())
                .isEqualTo(jdks.getSocketFactory().getSupportedCipherSuites());
        assertThat(lazy.getDefaultSSLParameters().getProtocols())
                .isEqualTo(jdks.getDefaultSSLParameters().getProtocols());
        assertThat(lazy.createSSLEngine().getEnabledProtocols())
                .isEqualTo(jdks.createSSLEngine().getEnabledProtocols());
        try (Socket socket = lazy.getSocketFactory().createSocket()) {
            assertThat(socket).isInstanceOf(SSLSocket.class);
        }
    }

    @Test
    void speaksWithAServerThatItIsToldToTrust() throws Exception {
        KeyStore keys = keys();
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(keys);
        SSLContext lazy = SSLContext.getInstance("TLS", new LazyTls());
        lazy.init(keyManagers.getKeyManagers(), trusted.getTrustManagers(), null);

        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = lazy.getServerSocketFactory().createServerSocket(0, 1, loopback);
                Socket client = lazy.getSocketFactory().createSocket(loopback, server.getLocalPort())) {
            CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> {
                try (Socket accepted = server.accept()) {
                    return accepted.getInputStream().read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            client.getOutputStream().write(42);

            assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo(42);
        }
    }

    private KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=test"));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    @Test
    void functionsHaveItWhoseClientMakesTlsContexts() throws Exception {
        try (Bench bench = new Bench()) {
            Path own = Files.write(folder.resolve("own.jar"), Bench.handlers());
            Path client = Files.write(folder.resolve("url-connection-client-1.jar"), Bench.handlers());

            assertThat(tls(bench, bench.sandboxes.fromJars(List.of(client), own)))
                    .isEqualTo("\"LazyTls\"");
            assertThat(tls(bench, bench.sandboxes.fromJars(List.of(), own))).isEqualTo("\"SunJSSE\"");
        }
    }

    private static String tls(Bench bench, FunctionCode code) {
        return Bench.text(Bench.run(bench.function("Misbehaving", Duration.ofSeconds(60), code), "\"tls\""));
    }
}
