package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codecommit.model.BlobMetadata;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.FileVersion;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.ListFileCommitHistoryResponse;

class DifferencesTest extends CodeCommitFixture {
    private String first;
    private String second;

    /** {@code a/1} changed, {@code a/2} gone, {@code b/1} new, {@code c} as it was. */
    private void history() {
        first = commit(null, "a/1", "one", "a/2", "two", "c", "c");
        second = codecommit
                .createCommit(r -> r.repositoryName("boutique")
                        .branchName("main")
                        .parentCommitId(first)
                        .putFiles(file("a/1", "other"), file("b/1", "one"))
                        .deleteFiles(DeleteFileEntry.builder().filePath("a/2").build()))
                .commitId();
    }

    @Test
    void differencesAreTold() {
        history();

        assertThat(between(r -> r.beforeCommitSpecifier(first).afterCommitSpecifier("main")))
                .containsExactly("M a/1 a/1", "D a/2 -", "A - b/1");
        BlobMetadata after = codecommit
                .getDifferences(r -> r.repositoryName("boutique")
                        .beforeCommitSpecifier(first)
                        .afterCommitSpecifier(second))
                .differences()
                .get(0)
                .afterBlob();
        assertThat(after.mode()).isEqualTo("100644");
        assertThat(codecommit
                        .getBlob(r -> r.repositoryName("boutique").blobId(after.blobId()))
                        .content()
                        .asUtf8String())
                .isEqualTo("other");
    }

    @Test
    void withoutACommitBeforeAllFilesAreAdded() {
        history();

        assertThat(between(r -> r.afterCommitSpecifier("main"))).containsExactly("A - a/1", "A - b/1", "A - c");
    }

    @Test
    void differencesAreLimitedToAPath() {
        history();

        assertThat(between(r -> r.beforeCommitSpecifier(first)
                        .afterCommitSpecifier(second)
                        .afterPath("/b")))
                .containsExactly("A - b/1");
        assertThat(between(r -> r.beforeCommitSpecifier(first)
                        .afterCommitSpecifier(second)
                        .beforePath("a/2")))
                .containsExactly("D a/2 -");
        assertThat(between(r -> r.beforeCommitSpecifier(first)
                        .afterCommitSpecifier(second)
                        .afterPath("c")))
                .isEmpty();
        assertThat(between(r -> r.beforeCommitSpecifier(first)
                        .afterCommitSpecifier(second)
                        .beforePath("a")
                        .afterPath("b")))
                .containsExactly("D a/2 -");
        assertThat(refusal(() -> between(r -> r.beforeCommitSpecifier(first)
                        .afterCommitSpecifier(second)
                        .afterPath("none"))))
                .isEqualTo("PathDoesNotExistException: The specified path does not exist.");
    }

    @Test
    void differencesComeInPages() {
        history();

        GetDifferencesResponse page = codecommit.getDifferences(r -> r.repositoryName("boutique")
                .beforeCommitSpecifier(first)
                .afterCommitSpecifier(second)
                .maxResults(2));
        assertThat(shown(page)).containsExactly("M a/1 a/1", "D a/2 -");
        assertThat(between(r -> r.beforeCommitSpecifier(first)
                        .afterCommitSpecifier(second)
                        .maxResults(2)
                        .nextToken(page.nextToken())))
                .containsExactly("A - b/1");
        assertThat(refusal(() -> between(r -> r.afterCommitSpecifier(second).maxResults(0))))
                .startsWith("InvalidMaxResultsException");
        assertThat(refusal(() -> between(r -> r.afterCommitSpecifier(second).nextToken("?"))))
                .startsWith("InvalidContinuationTokenException");
        assertThat(refusal(() -> between(r -> {}))).isEqualTo("CommitRequiredException: A commit was not specified.");
    }

    @Test
    void theVersionsOfAFileAreListedNewestFirst() {
        history();
        String third = commit(second, "c", "changed");
        String fourth = commit(third, "a/1", "last");

        ListFileCommitHistoryResponse page = codecommit.listFileCommitHistory(
                r -> r.repositoryName("boutique").filePath("/a/1").maxResults(2));
        assertThat(page.revisionDag())
                .extracting(version -> version.commit().commitId())
                .containsExactly(fourth, second);
        assertThat(page.revisionDag()).extracting(FileVersion::path).containsOnly("a/1");
        assertThat(page.revisionDag())
                .extracting(FileVersion::revisionChildren)
                .containsExactly(List.of(), List.of(fourth));
        assertThat(page.revisionDag().get(1).commit().parents()).containsExactly(first);
        assertThat(codecommit
                        .listFileCommitHistory(r -> r.repositoryName("boutique")
                                .filePath("/a/1")
                                .maxResults(2)
                                .nextToken(page.nextToken()))
                        .revisionDag())
                .extracting(version -> version.commit().commitId())
                .containsExactly(first);
        assertThat(codecommit
                        .listFileCommitHistory(r ->
                                r.repositoryName("boutique").filePath("a/2").commitSpecifier(third))
                        .revisionDag())
                .extracting(FileVersion::blobId)
                .hasSize(2)
                .startsWith((String) null);
    }

    private List<String> between(Consumer<GetDifferencesRequest.Builder> request) {
        return shown(codecommit.getDifferences(r -> request.accept(r.repositoryName("boutique"))));
    }

    private static List<String> shown(GetDifferencesResponse response) {
        return response.differences().stream().map(DifferencesTest::shown).toList();
    }

    private static String shown(Difference difference) {
        Stream<BlobMetadata> sides = Stream.of(difference.beforeBlob(), difference.afterBlob());
        return difference.changeTypeAsString()
                + sides.map(side -> side == null ? " -" : " " + side.path()).reduce("", String::concat);
    }
}
