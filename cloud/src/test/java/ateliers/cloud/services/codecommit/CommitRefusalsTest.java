package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;

class CommitRefusalsTest extends CodeCommitFixture {
    @Test
    void theParentIsTheTipOfTheBranch() {
        assertThat(create(r -> r.parentCommitId(UNKNOWN).putFiles(file("a", "a"))))
                .startsWith("ParentCommitDoesNotExistException");
        String first = commit(null, "a", "a");
        String second = commit(first, "a", "b");

        assertThat(create(r -> r.putFiles(file("b", "b"))))
                .isEqualTo("ParentCommitIdRequiredException: A parent commit ID is required. To view the full commit ID"
                        + " of a branch in a repository, use GetBranch or a Git command (for example, git pull or git"
                        + " log).");
        assertThat(create(r -> r.parentCommitId("abc").putFiles(file("b", "b"))))
                .startsWith("InvalidParentCommitIdException");
        assertThat(create(r -> r.parentCommitId(UNKNOWN).putFiles(file("b", "b"))))
                .startsWith("ParentCommitDoesNotExistException");
        assertThat(create(r -> r.parentCommitId(first).putFiles(file("b", "b"))))
                .isEqualTo("ParentCommitIdOutdatedException: The file could not be added because the provided parent"
                        + " commit ID is not the current tip of the specified branch. To view the full commit ID of"
                        + " the current head of the branch, use GetBranch.");
        assertThat(create(r -> r.branchName("none").parentCommitId(second).putFiles(file("b", "b"))))
                .startsWith("BranchDoesNotExistException");
        assertThat(create(r -> r.branchName("a b").parentCommitId(second).putFiles(file("b", "b"))))
                .startsWith("InvalidBranchNameException");
    }

    @Test
    void aCommitChangesSomething() {
        String tip = commit(null, "a", "a");

        assertThat(create(r -> r.parentCommitId(tip))).startsWith("FileEntryRequiredException");
        assertThat(create(r -> r.parentCommitId(tip).putFiles(file("a", "a"))))
                .isEqualTo("NoChangeException: The commit cannot be created because no changes will be made to the"
                        + " repository as a result of this commit. A commit must contain at least one change.");
        assertThat(put(r -> r.parentCommitId(tip).filePath("a").fileContent(bytes("a"))))
                .isEqualTo("SameFileContentException: The file was not added or updated because the content of the file"
                        + " is exactly the same as the content of that file in the repository and branch that you"
                        + " specified.");
        assertThat(put(r -> r.parentCommitId(tip).filePath("b").fileContent(bytes(""))))
                .startsWith("FileContentRequiredException");
        assertThat(put(r -> r.parentCommitId(tip).filePath("b"))).startsWith("FileContentRequiredException");
    }

    @Test
    void filesThatAreChangedAreThere() {
        String tip = commit(null, "a/b", "b");

        assertThat(create(r -> r.parentCommitId(tip).deleteFiles(delete("none"))))
                .startsWith("FileDoesNotExistException");
        assertThat(create(r -> r.parentCommitId(tip).deleteFiles(delete("a")))).startsWith("FileDoesNotExistException");
        assertThat(create(r -> r.parentCommitId(tip).setFileModes(mode("none", "NORMAL"))))
                .startsWith("FileDoesNotExistException");
        assertThat(create(r -> r.parentCommitId(tip).putFiles(copy("none", "b"))))
                .startsWith("FileDoesNotExistException");
        assertThat(refusal(() -> codecommit.deleteFile(r -> r.repositoryName("boutique")
                        .branchName("main")
                        .parentCommitId(tip)
                        .filePath("none"))))
                .isEqualTo("FileDoesNotExistException: The specified file does not exist. Verify that you have used the"
                        + " correct file name, full path, and extension.");
    }

    @Test
    void aPathIsAFileOrAFolder() {
        String tip = commit(null, "a/b", "b", "c", "c");

        assertThat(create(r -> r.parentCommitId(tip).putFiles(file("a", "a"))))
                .startsWith("FileNameConflictsWithDirectoryNameException");
        assertThat(create(r -> r.parentCommitId(tip).putFiles(file("c/d/e", "e"))))
                .startsWith("DirectoryNameConflictsWithFileNameException");
        assertThat(create(r -> r.parentCommitId(tip).putFiles(file("x", "x"), file("x/y", "y"))))
                .startsWith("PutFileEntryConflictException");
    }

    @Test
    void noPathIsChangedTwice() {
        String tip = commit(null, "a", "a", "b", "b");

        assertThat(create(r -> r.parentCommitId(tip).putFiles(file("x", "x"), file("/x", "y"))))
                .startsWith("SamePathRequestException");
        assertThat(create(r -> r.parentCommitId(tip).putFiles(file("a", "x")).deleteFiles(delete("a"))))
                .startsWith("SamePathRequestException");
        assertThat(create(r -> r.parentCommitId(tip).deleteFiles(delete("a"), delete("a"))))
                .startsWith("SamePathRequestException");
        assertThat(create(r -> r.parentCommitId(tip).setFileModes(mode("a", "EXECUTABLE"), mode("a", "NORMAL"))))
                .startsWith("SamePathRequestException");
        assertThat(create(r -> r.parentCommitId(tip)
                        .putFiles(PutFileEntry.builder()
                                .filePath("c")
                                .sourceFile(s -> s.filePath("a").isMove(true))
                                .build())
                        .deleteFiles(delete("a"))))
                .startsWith("SamePathRequestException");
    }

    @Test
    void aFileHasOneContent() {
        assertThat(create(r -> r.putFiles(PutFileEntry.builder().filePath("a").build())))
                .startsWith("SourceFileOrContentRequiredException");
        assertThat(create(r -> r.putFiles(PutFileEntry.builder()
                        .filePath("a")
                        .fileContent(bytes("a"))
                        .sourceFile(s -> s.filePath("b"))
                        .build())))
                .startsWith("FileContentAndSourceFileSpecifiedException");
        assertThat(create(r -> r.putFiles(copy("docs/.gitkeep", "b")))).startsWith("RestrictedSourceFileException");
        assertThat(create(r ->
                        r.putFiles(file("a", "a").toBuilder().fileMode("LOCKED").build())))
                .startsWith("InvalidFileModeException");
        assertThat(create(r -> r.setFileModes(mode("a", null)))).startsWith("FileModeRequiredException");
    }

    @Test
    void sizesAreLimited() {
        byte[] most = new byte[6 * 1024 * 1024];
        assertThat(create(r -> r.putFiles(content("a", most.length + 1))))
                .startsWith("FileContentSizeLimitExceededException");
        assertThat(create(r -> r.putFiles(content("a", most.length), content("b", most.length))))
                .startsWith("FileContentSizeLimitExceededException");
        assertThat(create(r -> r.putFiles(IntStream.range(0, 101)
                        .mapToObj(at -> file("f" + at, "x"))
                        .toList())))
                .startsWith("MaximumFileEntriesExceededException");
        assertThat(create(r -> r.authorName("n".repeat(1025)).putFiles(file("a", "a"))))
                .startsWith("NameLengthExceededException");
        assertThat(create(r -> r.email("e".repeat(257)).putFiles(file("a", "a"))))
                .startsWith("InvalidEmailException");
        assertThat(create(r -> r.email("a <b>").putFiles(file("a", "a")))).startsWith("InvalidEmailException");
        assertThat(create(r -> r.commitMessage("é".repeat(131_073)).putFiles(file("a", "a"))))
                .startsWith("CommitMessageLengthExceededException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "./a", "a/../b", "a/", "a\\", "/", ".git/config", "a/.GIT/b", "a\0b"})
    void pathsAreChecked(String path) {
        assertThat(create(r -> r.putFiles(file(path, "a")))).startsWith("InvalidPathException");
    }

    @Test
    void pathsAreNeitherLongNorDeep() {
        assertThat(create(r -> r.putFiles(file("a".repeat(4097), "a")))).startsWith("InvalidPathException");
        assertThat(create(r -> r.putFiles(file("a/".repeat(21) + "b", "a")))).startsWith("InvalidPathException");
        assertThat(create(r -> r.putFiles(file("", "a"))))
                .isEqualTo("PathRequiredException: The folderPath for a location cannot be null.");
        commit(null, "a/".repeat(20) + "b", "a");
    }

    private String create(Consumer<CreateCommitRequest.Builder> request) {
        return refusal(() -> codecommit.createCommit(
                r -> request.accept(r.repositoryName("boutique").branchName("main"))));
    }

    private String put(Consumer<PutFileRequest.Builder> request) {
        return refusal(() -> codecommit.putFile(
                r -> request.accept(r.repositoryName("boutique").branchName("main"))));
    }

    private static PutFileEntry copy(String source, String path) {
        return PutFileEntry.builder()
                .filePath(path)
                .sourceFile(s -> s.filePath(source))
                .build();
    }

    private static PutFileEntry content(String path, int size) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 'a');
        return PutFileEntry.builder()
                .filePath(path)
                .fileContent(SdkBytes.fromByteArray(content))
                .build();
    }

    private static DeleteFileEntry delete(String path) {
        return DeleteFileEntry.builder().filePath(path).build();
    }

    private static SetFileModeEntry mode(String path, String mode) {
        return SetFileModeEntry.builder().filePath(path).fileMode(mode).build();
    }
}
