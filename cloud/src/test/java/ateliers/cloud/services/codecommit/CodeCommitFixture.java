package ateliers.cloud.services.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;

/** A repository called {@code boutique}, empty at first. */
class CodeCommitFixture {
    static final String UNKNOWN = "0123456789012345678901234567890123456789";

    final TestServices services = new TestServices(new CodeCommitService());
    final CodeCommitClient codecommit = services.client(CodeCommitClient.class);

    @BeforeEach
    void createRepository() {
        codecommit.createRepository(r -> r.repositoryName("boutique"));
    }

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    /** Commits files to the branch {@code main}, and returns the commit's id. */
    String commit(String parent, String... pathsAndContents) {
        PutFileEntry[] files = Stream.iterate(0, at -> at < pathsAndContents.length, at -> at + 2)
                .map(at -> file(pathsAndContents[at], pathsAndContents[at + 1]))
                .toArray(PutFileEntry[]::new);
        return codecommit
                .createCommit(r -> r.repositoryName("boutique")
                        .branchName("main")
                        .parentCommitId(parent)
                        .authorName("Ada")
                        .email("ada@example.com")
                        .commitMessage("Change " + pathsAndContents[0])
                        .putFiles(files))
                .commitId();
    }

    static PutFileEntry file(String path, String content) {
        return PutFileEntry.builder().filePath(path).fileContent(bytes(content)).build();
    }

    static SdkBytes bytes(String content) {
        return SdkBytes.fromString(content, StandardCharsets.UTF_8);
    }

    /** What a file holds at the tip of the default branch. */
    String content(String path) {
        return codecommit
                .getFile(r -> r.repositoryName("boutique").filePath(path))
                .fileContent()
                .asUtf8String();
    }
}
