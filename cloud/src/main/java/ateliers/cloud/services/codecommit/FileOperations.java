package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Operations;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobResponse;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;

/** Reads files and folders as they are in a commit. */
final class FileOperations implements CodeCommitClient, Operations {
    static final int MOST_BYTES = 6 * 1024 * 1024;

    private final Repositories repositories;

    FileOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetBlob.html">GetBlob</a> */
    @Override
    public GetBlobResponse getBlob(GetBlobRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        ObjectId id = Ids.whole(request.blobId(), Refusal.BLOB_ID_REQUIRED, Refusal.INVALID_BLOB_ID);
        byte[] content = Reading.of(repository, walk -> blob(walk.getObjectReader(), id));
        return GetBlobResponse.builder()
                .content(SdkBytes.fromByteArrayUnsafe(content))
                .build();
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetFile.html">GetFile</a> */
    @Override
    public GetFileResponse getFile(GetFileRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        String path = Paths.file(request.filePath());
        return Reading.of(repository, walk -> {
            RevCommit commit = Specifiers.orHead(repository, walk, request.commitSpecifier());
            try (TreeWalk found = TreeWalk.forPath(walk.getObjectReader(), path, commit.getTree())) {
                if (found == null || found.isSubtree() || found.getFileMode().equals(FileMode.GITLINK)) {
                    throw Refusal.FILE_DOES_NOT_EXIST.error();
                }
                byte[] content = blob(walk.getObjectReader(), found.getObjectId(0));
                return GetFileResponse.builder()
                        .commitId(commit.name())
                        .blobId(found.getObjectId(0).name())
                        .filePath(path)
                        .fileMode(FileModes.shown(found.getFileMode()))
                        .fileSize((long) content.length)
                        .fileContent(SdkBytes.fromByteArrayUnsafe(content))
                        .build();
            }
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetFolder.html">GetFolder</a> */
    @Override
    public GetFolderResponse getFolder(GetFolderRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        String path = Paths.folder(request.folderPath());
        return Reading.of(repository, walk -> {
            RevCommit commit = Specifiers.orHead(repository, walk, request.commitSpecifier());
            ObjectId tree = folder(walk, commit.getTree(), path).orElseThrow(Refusal.FOLDER_DOES_NOT_EXIST::error);
            return FolderContent.of(walk.getObjectReader(), tree, path)
                    .answer()
                    .commitId(commit.name())
                    .folderPath(path)
                    .treeId(tree.name())
                    .build();
        });
    }

    private static Optional<ObjectId> folder(RevWalk walk, RevTree root, String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.of(root);
        }
        try (TreeWalk found = TreeWalk.forPath(walk.getObjectReader(), path, root)) {
            return Optional.ofNullable(found).filter(TreeWalk::isSubtree).map(each -> each.getObjectId(0));
        }
    }

    private static byte[] blob(ObjectReader reader, ObjectId id) throws IOException {
        try {
            ObjectLoader loader = reader.open(id);
            if (loader.getType() != Constants.OBJ_BLOB) {
                throw Refusal.BLOB_ID_DOES_NOT_EXIST.error();
            }
            if (loader.getSize() > MOST_BYTES) {
                throw Refusal.FILE_TOO_LARGE.error();
            }
            return loader.getBytes(MOST_BYTES);
        } catch (MissingObjectException e) {
            throw Refusal.BLOB_ID_DOES_NOT_EXIST.error();
        }
    }
}
