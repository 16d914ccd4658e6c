package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.sandbox.KnownCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** Deployment packages that stand for jars of this machine. */
class PackagesTest {
    /** What a package has that leaves its classes out. */
    private static final SdkBytes WITHOUT_CLASSES = Subjects.zip("META-INF/services/ateliers.cloud.door.ServiceModule");

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @TempDir
    Path folder;

    private Subjects functions;
    private String role;

    @BeforeEach
    void prepare() {
        functions = new Subjects(cloud.cloud());
        role = functions.role("runner", "lambda.amazonaws.com");
    }

    private Path jar() throws IOException {
        return Files.write(folder.resolve("function.jar"), Subjects.code().asByteArray());
    }

    private void know(SdkBytes code, Path own) {
        String codeSha256 = DeploymentPackage.of(code.asByteArray()).codeSha256();
        cloud.cloud().knownCode().put(codeSha256, new KnownCode.Jars(List.of(), own));
    }

    private void create(SdkBytes code) {
        functions.create("f", role, r -> r.code(c -> c.zipFile(code)));
    }

    @Test
    void aKnownPackageRunsFromItsJars() throws IOException {
        know(WITHOUT_CLASSES, jar());
        create(WITHOUT_CLASSES);

        assertThat(functions.invoke("f", "\"log\"").payload().asUtf8String()).isEqualTo("\"logged\"");
        assertThat(functions
                        .lambda()
                        .getFunctionConfiguration(r -> r.functionName("f"))
                        .codeSha256())
                .isEqualTo(DeploymentPackage.of(WITHOUT_CLASSES.asByteArray()).codeSha256());
    }

    @Test
    void aPackageWhoseJarsAreGoneIsUnpacked() throws IOException {
        know(Subjects.code(), folder.resolve("gone.jar"));
        create(Subjects.code());

        assertThat(functions.invoke("f", "\"log\"").payload().asUtf8String()).isEqualTo("\"logged\"");
    }

    @Test
    void jarsThatAreNoneAreRefusedAsThePackageWouldBe() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
        know(WITHOUT_CLASSES, broken);

        assertThat(refusal(() -> create(WITHOUT_CLASSES))).contains("Could not unzip uploaded file.");
    }
}
