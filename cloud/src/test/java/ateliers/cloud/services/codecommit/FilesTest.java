package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codecommit.model.File;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.Folder;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.SymbolicLink;

class FilesTest extends CodeCommitFixture {
    @Test
    void aFileIsReadAsItIsInACommit() {
        String first = commit(null, "docs/a.txt", "one");
        String second = commit(first, "docs/a.txt", "two");

        GetFileResponse head = read("/docs/a.txt", null);
        assertThat(head.fileContent().asUtf8String()).isEqualTo("two");
        assertThat(head.commitId()).isEqualTo(second);
        assertThat(head.filePath()).isEqualTo("docs/a.txt");
        assertThat(head.fileMode()).isEqualTo(FileModeTypeEnum.NORMAL);
        assertThat(head.fileSize()).isEqualTo(3);
        assertThat(read("docs/a.txt", first).fileContent().asUtf8String()).isEqualTo("one");
        for (String specifier : new String[] {"main", "refs/heads/main", "HEAD", second}) {
            assertThat(read("docs/a.txt", specifier)).isEqualTo(head);
        }
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(refusal(() -> read("a.txt", null)))
                .isEqualTo(
                        "CommitDoesNotExistException: The specified commit does not exist or no commit was specified,"
                                + " and the specified repository has no default branch.");
        commit(null, "docs/a.txt", "one");

        assertThat(refusal(() -> read("docs/a.txt", "none"))).startsWith("CommitDoesNotExistException");
        assertThat(refusal(() -> read("docs/a.txt", UNKNOWN))).startsWith("CommitDoesNotExistException");
        assertThat(refusal(() -> read("docs/a.txt", "a b"))).startsWith("InvalidCommitException");
        assertThat(refusal(() -> read("docs/a.txt", read("docs/a.txt", null).blobId())))
                .startsWith("InvalidCommitException");
        assertThat(refusal(() -> read("none", null))).startsWith("FileDoesNotExistException");
        assertThat(refusal(() -> read("docs", null))).startsWith("FileDoesNotExistException");
        assertThat(refusal(() -> read(null, null))).startsWith("PathRequiredException");
        assertThat(refusal(() -> read("../a", null))).startsWith("InvalidPathException");
        assertThat(refusal(() -> folder("none")))
                .isEqualTo("FolderDoesNotExistException: The specified folder does not exist. Either the folder name is"
                        + " not correct, or you did not enter the full path to the folder.");
        assertThat(refusal(() -> folder("docs/a.txt"))).startsWith("FolderDoesNotExistException");
        assertThat(refusal(() -> folder(null))).startsWith("PathRequiredException");
    }

    @Test
    void aFolderShowsWhatIsRightInIt() {
        String first = commit(null, "b.txt", "b", "docs/deep/a.txt", "a", "docs/run.sh", "run");
        String second = codecommit
                .putFile(r -> r.repositoryName("boutique")
                        .branchName("main")
                        .parentCommitId(first)
                        .filePath("docs/link")
                        .fileMode(FileModeTypeEnum.SYMLINK)
                        .fileContent(bytes("../b.txt")))
                .commitId();

        GetFolderResponse root = folder("/");
        assertThat(root.folderPath()).isEmpty();
        assertThat(root.commitId()).isEqualTo(second);
        assertThat(root.files()).extracting(File::absolutePath).containsExactly("b.txt");
        assertThat(root.subFolders()).extracting(Folder::absolutePath).containsExactly("docs");
        assertThat(folder("")).isEqualTo(root);

        GetFolderResponse docs = folder("/docs/");
        assertThat(docs.folderPath()).isEqualTo("docs");
        assertThat(docs.treeId()).isEqualTo(root.subFolders().get(0).treeId());
        assertThat(docs.files()).extracting(File::absolutePath).containsExactly("docs/run.sh");
        assertThat(docs.files()).extracting(File::relativePath).containsExactly("run.sh");
        assertThat(docs.subFolders()).extracting(Folder::relativePath).containsExactly("deep");
        assertThat(docs.symbolicLinks()).extracting(SymbolicLink::absolutePath).containsExactly("docs/link");
        assertThat(docs.subModules()).isEmpty();
    }

    @Test
    void blobsAreReadByTheirIds() {
        String commit = commit(null, "a.txt", "one");

        assertThat(refusal(() -> blob(null))).startsWith("BlobIdRequiredException");
        assertThat(refusal(() -> blob("abc"))).startsWith("InvalidBlobIdException");
        assertThat(refusal(() -> blob(UNKNOWN)))
                .isEqualTo("BlobIdDoesNotExistException: The specified blob does not exist.");
        assertThat(refusal(() -> blob(commit))).startsWith("BlobIdDoesNotExistException");
        assertThat(blob(read("a.txt", null).blobId())).isEqualTo("one");
    }

    private String blob(String id) {
        return codecommit
                .getBlob(r -> r.repositoryName("boutique").blobId(id))
                .content()
                .asUtf8String();
    }

    private GetFileResponse read(String path, String specifier) {
        return codecommit.getFile(
                r -> r.repositoryName("boutique").filePath(path).commitSpecifier(specifier));
    }

    private GetFolderResponse folder(String path) {
        return codecommit.getFolder(r -> r.repositoryName("boutique").folderPath(path));
    }
}
