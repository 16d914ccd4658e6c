package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which code gets what leads its SDK here. */
class OldSdkTest {
    private static final String VERSION = "software/amazon/awssdk/core/util/VersionInfo.class";
    private static final String CLIENT = "software/amazon/awssdk/services/sqs/SqsClient.class";
    private static final String LIST = "software/amazon/awssdk/services/sqs/execution.interceptors";

    @TempDir
    private Path root;

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void jar(String jar, String name, String text) throws IOException {
        Files.createDirectories(root.resolve("lib"));
        try (OutputStream file = Files.newOutputStream(root.resolve("lib").resolve(jar));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The names in the jar that was added, or none. */
    private List<String> added() throws IOException {
        OldSdk.leadHere(root);
        Path jar = root.resolve("lib/~~redirect.jar");
        if (!Files.exists(jar)) {
            return List.of();
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.1", "2.16.104", "2.27.24", "2.20.162-PREVIEW"})
    void anOldVersionTwoIsLedHereServiceByService(String version) throws IOException {
        file(VERSION, "SDK_VERSION " + version + " Code");
        file(CLIENT, "");

        assertThat(added())
                .containsExactlyInAnyOrder(
                        LIST,
                        "ateliers/cloud/sandbox/redirect/SdkTwo.class",
                        "ateliers/cloud/sandbox/redirect/Redirection.class");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.28.0", "2.40.2", "2.100.1"})
    void oneThatKnowsTheEndpointIsLeftAlone(String version) throws IOException {
        file(VERSION, "SDK_VERSION " + version + " Code");
        file(CLIENT, "");

        assertThat(added()).isEmpty();
    }

    @Test
    void oneThatDoesNotTellItsVersionIsTakenForOld() throws IOException {
        file(CLIENT, "");

        assertThat(added()).contains(LIST);
    }

    @Test
    void jarsInLibAreLookedInto() throws IOException {
        jar("sqs.jar", CLIENT, "");
        jar("core.jar", VERSION, "2.20.1");
        file("lib/broken.jar", "no jar");

        assertThat(added()).contains(LIST);
    }

    @Test
    void theFunctionsOwnClassesComeBeforeItsJars() throws IOException {
        file(VERSION, "2.40.2");
        jar("old.jar", VERSION, "2.20.1");
        jar("sqs.jar", CLIENT, "");

        assertThat(added()).isEmpty();
    }

    @Test
    void versionOneIsLedHereWhateverItsVersion() throws IOException {
        file("com/amazonaws/handlers/RequestHandler2.class", "");

        assertThat(added())
                .containsExactlyInAnyOrder(
                        "com/amazonaws/global/handlers/request.handler2s",
                        "ateliers/cloud/sandbox/redirect/SdkOne.class",
                        "ateliers/cloud/sandbox/redirect/Redirection.class");
    }

    @Test
    void codeWithoutAnSdkIsLeftAlone() throws IOException {
        file("Handler.class", "");
        file("com/amazonaws/services/lambda/runtime/RequestHandler.class", "");

        assertThat(added()).isEmpty();
        assertThat(root.resolve("lib")).doesNotExist();
    }
}
