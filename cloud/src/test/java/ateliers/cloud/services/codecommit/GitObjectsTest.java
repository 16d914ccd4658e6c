package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Room;
import ateliers.cloud.services.TestServices;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.SubModule;

/** What git alone brings into a repository: tags, submodules, signatures, the times of elsewhere. */
class GitObjectsTest {
    private static final PersonIdent MARY = new PersonIdent(
            "Mary Major", "mary_major@example.com", Instant.ofEpochSecond(1484167798), ZoneId.of("-08:00"));

    private final Repositories repositories = new Repositories(TestServices.PLACE, Clock.systemUTC(), Room.inMemory());
    private final RefUpdates refs = new RefUpdates(repositories, (repository, changes) -> {});
    private final Repository repository = repositories.create("boutique");
    private final FileOperations files = new FileOperations(repositories);
    private final CommitWrites writes = new CommitWrites(repositories, refs);
    private ObjectId tip;

    /** A commit with a file {@code a.txt}, a submodule {@code lib} and a signature. */
    @BeforeEach
    void push() throws IOException {
        try (ObjectInserter inserter = repository.git.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            tree.append("a.txt", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, new byte[] {'a'}));
            tree.append("lib", FileMode.GITLINK, ObjectId.fromString(CodeCommitFixture.UNKNOWN));
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(MARY);
            commit.setCommitter(MARY);
            commit.setMessage("Fix incorrect variable name\n");
            commit.setGpgSignature(new GpgSignature("-----BEGIN\nabc\n-----END".getBytes()));
            tip = inserter.insert(commit);
            TagBuilder tag = new TagBuilder();
            tag.setTag("v1");
            tag.setObjectId(tip, Constants.OBJ_COMMIT);
            tag.setTagger(MARY);
            ObjectId annotated = inserter.insert(tag);
            inserter.flush();
            refs.update(repository, "refs/heads/main", ObjectId.zeroId(), tip);
            refs.update(repository, "refs/tags/v1", ObjectId.zeroId(), annotated);
        }
    }

    @Test
    void datesKeepTheirOffsetAndMessagesTheirLastLine() {
        Commit commit = new CommitOperations(repositories)
                .getCommit(GetCommitRequest.builder()
                        .repositoryName("boutique")
                        .commitId(tip.name())
                        .build())
                .commit();

        assertThat(commit.author().date()).isEqualTo("1484167798 -0800");
        assertThat(commit.committer().name()).isEqualTo("Mary Major");
        assertThat(commit.message()).isEqualTo("Fix incorrect variable name\n");
        assertThat(commit.additionalData()).isEqualTo("gpgsig -----BEGIN\n abc\n -----END");
    }

    @Test
    void anAnnotatedTagNamesItsCommit() {
        for (String specifier : new String[] {"v1", "refs/tags/v1"}) {
            assertThat(files.getFile(GetFileRequest.builder()
                                    .repositoryName("boutique")
                                    .filePath("a.txt")
                                    .commitSpecifier(specifier)
                                    .build())
                            .commitId())
                    .isEqualTo(tip.name());
        }
        assertThat(create("v1", "b.txt"))
                .isEqualTo("BranchNameIsTagNameException: The specified branch name is not valid because it is a tag"
                        + " name. Enter the name of a branch in the repository. For a list of valid branch names, use"
                        + " ListBranches.");
    }

    @Test
    void aSubmoduleIsNoFile() {
        assertThat(files.getFolder(GetFolderRequest.builder()
                                .repositoryName("boutique")
                                .folderPath("/")
                                .build())
                        .subModules())
                .containsExactly(SubModule.builder()
                        .commitId(CodeCommitFixture.UNKNOWN)
                        .absolutePath("lib")
                        .relativePath("lib")
                        .build());
        assertThat(refusal(() -> files.getFile(GetFileRequest.builder()
                        .repositoryName("boutique")
                        .filePath("lib")
                        .build())))
                .startsWith("FileDoesNotExistException");
        assertThat(create("main", "lib")).startsWith("FilePathConflictsWithSubmodulePathException");
        assertThat(create("main", "lib/b.txt"))
                .isEqualTo("FilePathConflictsWithSubmodulePathException: The commit cannot be created because a"
                        + " specified file path points to a submodule. Verify that the destination files have valid"
                        + " file paths that do not point to a submodule.");
    }

    private String create(String branch, String path) {
        return refusal(() -> writes.createCommit(CreateCommitRequest.builder()
                .repositoryName("boutique")
                .branchName(branch)
                .parentCommitId(tip.name())
                .authorName("Ada")
                .putFiles(PutFileEntry.builder()
                        .filePath(path)
                        .fileContent(SdkBytes.fromUtf8String("b"))
                        .build())
                .build()));
    }
}
