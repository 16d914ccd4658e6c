package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsError;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsResponse;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.DeleteFileResponse;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;

class CommitsTest extends CodeCommitFixture {
    @Test
    void aCommitIsShownAsGitKeepsIt() {
        String first = commit(null, "a.txt", "a");
        String second = commit(first, "b.txt", "b");

        Commit commit = read(second);

        assertThat(commit.commitId()).isEqualTo(second);
        assertThat(commit.parents()).containsExactly(first);
        assertThat(commit.message()).isEqualTo("Change b.txt");
        assertThat(commit.author().name()).isEqualTo("Ada");
        assertThat(commit.author().email()).isEqualTo("ada@example.com");
        assertThat(commit.author().date()).isEqualTo(services.clock.instant().getEpochSecond() + " +0000");
        assertThat(commit.committer()).isEqualTo(commit.author());
        assertThat(commit.additionalData()).isEmpty();
        assertThat(read(first).parents()).isEmpty();
    }

    @Test
    void severalCommitsAreReadAtOnce() {
        String first = commit(null, "a.txt", "a");

        BatchGetCommitsResponse answer =
                codecommit.batchGetCommits(r -> r.repositoryName("boutique").commitIds(first, UNKNOWN, "abc"));

        assertThat(answer.commits()).extracting(Commit::commitId).containsExactly(first);
        assertThat(answer.errors()).extracting(BatchGetCommitsError::commitId).containsExactly(UNKNOWN, "abc");
        assertThat(answer.errors())
                .extracting(BatchGetCommitsError::errorCode)
                .containsExactly("CommitIdDoesNotExistException", "InvalidCommitIdException");
        assertThat(refusal(() -> codecommit.batchGetCommits(r -> r.repositoryName("boutique"))))
                .startsWith("CommitIdsListRequiredException");
        List<String> many = IntStream.range(0, 101).mapToObj(at -> UNKNOWN).toList();
        assertThat(refusal(() -> codecommit.batchGetCommits(
                        r -> r.repositoryName("boutique").commitIds(many))))
                .startsWith("CommitIdsLimitExceededException");
    }

    @Test
    void commitsHaveFullIds() {
        assertThat(refusal(() -> read(null))).startsWith("CommitIdRequiredException");
        assertThat(refusal(() -> read("abc"))).startsWith("InvalidCommitIdException");
        assertThat(refusal(() -> read(UNKNOWN)))
                .isEqualTo("CommitIdDoesNotExistException: The specified commit ID does not exist.");
    }

    @Test
    void aCommitTellsWhatItHasMadeOfItsFiles() {
        String first = commit(null, "old/a.txt", "a", "b.txt", "b", "c.txt", "c", "d.sh", "d");

        CreateCommitResponse made = codecommit.createCommit(r -> r.repositoryName("boutique")
                .branchName("main")
                .parentCommitId(first)
                .putFiles(
                        PutFileEntry.builder()
                                .filePath("new/a.txt")
                                .sourceFile(s -> s.filePath("/old/a.txt").isMove(true))
                                .build(),
                        PutFileEntry.builder()
                                .filePath("copy.txt")
                                .sourceFile(s -> s.filePath("b.txt"))
                                .build(),
                        file("b.txt", "other"))
                .deleteFiles(DeleteFileEntry.builder().filePath("c.txt").build())
                .setFileModes(SetFileModeEntry.builder()
                        .filePath("d.sh")
                        .fileMode(FileModeTypeEnum.EXECUTABLE)
                        .build()));

        assertThat(made.filesAdded()).extracting(FileMetadata::absolutePath).containsExactly("copy.txt", "new/a.txt");
        assertThat(made.filesUpdated()).extracting(FileMetadata::absolutePath).containsExactly("b.txt", "d.sh");
        assertThat(made.filesDeleted()).extracting(FileMetadata::absolutePath).containsExactly("c.txt", "old/a.txt");
        assertThat(made.filesUpdated())
                .extracting(FileMetadata::fileMode)
                .containsExactly(FileModeTypeEnum.NORMAL, FileModeTypeEnum.EXECUTABLE);
        assertThat(content("new/a.txt")).isEqualTo("a");
        assertThat(content("copy.txt")).isEqualTo("b");
        assertThat(content("b.txt")).isEqualTo("other");
        assertThat(read(made.commitId()).treeId()).isEqualTo(made.treeId());
    }

    @Test
    void aFileTakesThePlaceOfAFolderThatGoes() {
        String first = commit(null, "a/b.txt", "b");

        codecommit.createCommit(r -> r.repositoryName("boutique")
                .branchName("main")
                .parentCommitId(first)
                .putFiles(file("a", "now a file"))
                .deleteFiles(DeleteFileEntry.builder().filePath("a/b.txt").build()));

        assertThat(content("a")).isEqualTo("now a file");
    }

    @Test
    void filesAreAddedAndChangedOneByOne() {
        PutFileResponse first = codecommit.putFile(r -> r.repositoryName("boutique")
                .branchName("main")
                .filePath("/docs/a.txt")
                .fileMode(FileModeTypeEnum.EXECUTABLE)
                .fileContent(bytes("a")));
        PutFileResponse second = codecommit.putFile(r -> r.repositoryName("boutique")
                .branchName("main")
                .parentCommitId(first.commitId())
                .filePath("docs/a.txt")
                .fileContent(bytes("b")));

        assertThat(read(first.commitId()).message()).isEqualTo("Added docs/a.txt");
        assertThat(read(second.commitId()).message()).isEqualTo("Edited docs/a.txt");
        assertThat(read(second.commitId()).author().name()).isEqualTo("arn:aws:iam::123456789012:root");
        assertThat(read(second.commitId()).author().email()).isEmpty();
        assertThat(codecommit
                        .getBlob(r -> r.repositoryName("boutique").blobId(second.blobId()))
                        .content()
                        .asUtf8String())
                .isEqualTo("b");
        assertThat(codecommit
                        .getFile(r -> r.repositoryName("boutique").filePath("docs/a.txt"))
                        .fileMode())
                .isEqualTo(FileModeTypeEnum.EXECUTABLE);
    }

    @Test
    void aFolderGoesWithItsLastFileUnlessItIsKept() {
        String first = commit(null, "docs/a.txt", "a", "b.txt", "b");

        DeleteFileResponse deleted = codecommit.deleteFile(r -> r.repositoryName("boutique")
                .branchName("main")
                .parentCommitId(first)
                .filePath("/docs/a.txt")
                .keepEmptyFolders(true));
        assertThat(deleted.filePath()).isEqualTo("docs/a.txt");
        assertThat(codecommit
                        .getBlob(r -> r.repositoryName("boutique").blobId(deleted.blobId()))
                        .content()
                        .asUtf8String())
                .isEqualTo("a");
        assertThat(content("docs/.gitkeep")).isEmpty();

        codecommit.deleteFile(r -> r.repositoryName("boutique")
                .branchName("main")
                .parentCommitId(deleted.commitId())
                .filePath("docs/.gitkeep"));
        assertThat(refusal(() ->
                        codecommit.getFolder(r -> r.repositoryName("boutique").folderPath("docs"))))
                .startsWith("FolderDoesNotExistException");
    }

    private Commit read(String id) {
        return codecommit
                .getCommit(r -> r.repositoryName("boutique").commitId(id))
                .commit();
    }
}
