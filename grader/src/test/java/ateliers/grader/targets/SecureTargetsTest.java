package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.Cloud.SecureEndpoint;
import ateliers.cloud.CloudOptions;
import ateliers.cloud.door.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Behind HTTPS with an own certificate, required signatures, and keys and files as AWS's emulator writes them. */
class SecureTargetsTest {
    @TempDir
    Path home;

    private Cloud cloud;
    private SecureEndpoint secure;
    private Map<String, String> keys;

    @BeforeEach
    void aCloudThatChecksSignatures() {
        cloud = Cloud.start(CloudOptions.fresh().withPlace(new Place("000000000000", "us-east-1")));
        secure = cloud.secure(0);
        var key = cloud.credentials().issue(cloud.root());
        keys = Map.of(
                "AWS_ACCESS_KEY_ID",
                key.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                key.secretAccessKey(),
                "AWS_REGION",
                "us-east-1");
    }

    @AfterEach
    void noCloud() {
        cloud.close();
    }

    @Test
    void isReachedWithTheCertificateOfItsAuthority() {
        TargetOptions options = TargetOptions.NONE
                .withEndpoint(secure.uri())
                .withCa(secure.certificate())
                .withEnvironment(keys);

        try (Targets targets = new EndpointKind().open(options);
                Target target = targets.get();
                AwsClients aws = new AwsClients(target)) {
            assertThat(targets.conditions()).contains(secure.uri().toString(), "compte 000000000000");
            aws.s3().createBucket(r -> r.bucket("un-bucket-de-plus"));
            aws.s3().putObject(r -> r.bucket("un-bucket-de-plus").key("é f"), RequestBody.fromBytes(new byte[300_000]));
            assertThat(aws.s3()
                            .getObjectAsBytes(r -> r.bucket("un-bucket-de-plus").key("é f"))
                            .asByteArray())
                    .hasSize(300_000);
            assertThat(aws.web()
                            .send(
                                    "GET",
                                    URI.create("https://abc.execute-api.us-east-1.amazonaws.com/prod"),
                                    Map.of(),
                                    "")
                            .status())
                    .isEqualTo(403);
            assertThat(aws.web()
                            .send("GET", URI.create("https://abc.lambda-url.us-east-1.on.aws/"), Map.of(), "")
                            .body())
                    .isEqualTo("{\"Message\":null}");
        }
        assertThat(cloud.door().as(cloud.root(), S3Client.class).listBuckets().buckets())
                .isEmpty();
    }

    @Test
    void aCertificateOfNobodyKnownIsNotTaken() {
        TargetOptions options = TargetOptions.NONE.withEndpoint(secure.uri()).withEnvironment(keys);

        assertThatThrownBy(() -> new EndpointKind().open(options))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll("que ce poste ne peut pas vérifier", "--ca FICHIER");
    }

    @Test
    void aFileWithoutCertificatesIsSaid() throws IOException {
        Path file = Files.writeString(home.resolve("vide.pem"), "rien");
        TargetOptions options = TargetOptions.NONE.withEndpoint(secure.uri()).withCa(file);

        assertThatThrownBy(() -> new EndpointKind().open(options))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("ne donne aucune autorité");
    }

    @Test
    void plainHttpAndNobodyBehindHttpsAreSaid() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(() -> open("https://127.0.0.1:" + cloud.endpoint().getPort()))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("ne parle pas HTTPS");
        assertThatThrownBy(() -> open("https://127.0.0.1:" + port))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("rien n'y écoute");
        assertThatThrownBy(() -> open("https://nulle-part.invalid"))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("ne connaît pas");
    }

    @Test
    void theEmulatorIsFoundByTheFilesThatItWrites() throws IOException {
        Path folder = Files.createDirectories(
                home.resolve(".aws/emulator/" + secure.uri().getPort()));
        Files.copy(secure.certificate(), folder.resolve("ca.pem"));
        Files.writeString(folder.resolve("config"), "[default]\nregion = us-east-1\n");
        Files.writeString(
                folder.resolve("emulator_credentials"),
                "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                        .formatted(keys.get("AWS_ACCESS_KEY_ID"), keys.get("AWS_SECRET_ACCESS_KEY")));
        TargetOptions options =
                TargetOptions.NONE.withEndpoint(secure.uri()).withEnvironment(Map.of("HOME", home.toString()));

        try (Targets targets = new AwsEmulatorKind().open(options);
                Target target = targets.get();
                AwsClients aws = new AwsClients(target)) {
            assertThat(target.name()).isEqualTo("aws-emulator");
            assertThat(aws.sts().getCallerIdentity().account()).isEqualTo("000000000000");
        }
    }

    @Test
    void withoutTheFilesTheEmulatorDoesNotRun() {
        TargetOptions options = TargetOptions.NONE.withEnvironment(Map.of("HOME", home.toString()));

        assertThatThrownBy(() -> new AwsEmulatorKind().open(options))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll("AWS Emulator ne tourne pas à https://127.0.0.1:9297", "lance aws-emulator");
    }

    private static Targets open(String address) {
        return new EndpointKind().open(TargetOptions.NONE.withEndpoint(URI.create(address)));
    }
}
