package ateliers.cloud.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for the loopback address that this cloud signs itself, made anew each time by the JDK's {@code keytool}.
 *
 * @param tls serves with it
 * @param file where it is for those who are to trust it, as PEM
 */
public record LocalCertificate(SSLContext tls, Path file) {
    private static final String ALIAS = "cloud";
    private static final String NAMES = "san=ip:127.0.0.1,dns:localhost,dns:*.amazonaws.com";
    private static final int LINE = 64;

    /**
     * Makes one.
     *
     * @param folder for the file, which lives as long as the cloud
     * @throws IOException when the JDK has no {@code keytool}, or it fails
     */
    public static LocalCertificate make(Path folder) throws IOException {
        Path store = folder.resolve("tls.p12");
        char[] password = UUID.randomUUID().toString().toCharArray();
        keytool(store, new String(password));
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(store))) {
                keys.load(in, password);
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            return new LocalCertificate(tls, write(folder.resolve("certificate.pem"), keys.getCertificate(ALIAS)));
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate that cannot be used", e);
        }
    }

    private static Path write(Path file, Certificate certificate) throws GeneralSecurityException, IOException {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate.getEncoded());
        return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private static void keytool(Path store, String password) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-validity",
                "30",
                "-ext",
                NAMES,
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                password);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool made no certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while keytool makes a certificate");
        }
    }
}
