package ateliers.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The same cloud over TLS. */
class SecureEndpointTest {
    @Test
    void whoTrustsTheCertificateIsAnswered() throws Exception {
        try (Cloud cloud = Cloud.start()) {
            Cloud.SecureEndpoint secure = cloud.secure(0);
            HttpRequest health = HttpRequest.newBuilder(secure.uri().resolve("/_localstack/health"))
                    .build();
            HttpClient trusting = HttpClient.newBuilder()
                    .sslContext(trusting(secure.certificate()))
                    .build();

            assertThat(trusting.send(health, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("\"codecommit\"");
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        try (Cloud cloud = Cloud.start()) {
            int taken = cloud.endpoint().getPort();

            assertThatThrownBy(() -> cloud.secure(taken))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on port " + taken);
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "cloud", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return tls;
    }
}
