package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.CallContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.DeleteFileRequest;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;

/**
 * A commit that a request asks for, as far as the request alone tells whether it can be.
 *
 * @param parent null where the request names none
 * @param deletes the paths of files
 * @param modes by the path of a file
 */
record CommitPlan(
        String branch,
        String parent,
        Signature signature,
        boolean keepsEmptyFolders,
        List<Put> puts,
        List<String> deletes,
        Map<String, FileMode> modes) {
    private static final int MOST_FILES = 100;
    private static final int MOST_BYTES = 7 * 1024 * 1024;
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_EMAIL = 256;
    private static final int LONGEST_MESSAGE = 256 * 1024;

    /** What its files hold. */
    long bytes() {
        return puts.stream()
                .flatMap(put -> put.content().stream())
                .mapToLong(content -> content.length)
                .sum();
    }

    /** Git has no empty folders: CodeCommit keeps one by a file of this name in it. */
    static final String KEEPER = ".gitkeep";

    /**
     * Who says what of a commit.
     *
     * @param author empty for the caller's ARN
     * @param email empty for none
     * @param message empty for AWS's own
     */
    record Signature(Optional<String> author, Optional<String> email, Optional<String> message) {
        static Signature of(String author, String email, String message) {
            if (author != null && author.length() > LONGEST_NAME) {
                throw Refusal.NAME_LENGTH_EXCEEDED.error();
            }
            if (email != null && (email.length() > LONGEST_EMAIL || email.matches("(?s).*[<>\\s].*"))) {
                throw Refusal.INVALID_EMAIL.error();
            }
            if (message != null && message.getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
                throw Refusal.COMMIT_MESSAGE_LENGTH_EXCEEDED.error();
            }
            return new Signature(Optional.ofNullable(author), Optional.ofNullable(email), Optional.ofNullable(message));
        }
    }

    /**
     * A file that is put.
     *
     * @param mode empty for that of the file that is there, or of its source
     * @param content empty where it is another file's
     * @param source the path of that file
     * @param isMove whether that file goes
     */
    record Put(
            String path, Optional<FileMode> mode, Optional<byte[]> content, Optional<String> source, boolean isMove) {
        private static Put of(PutFileEntry entry) {
            String path = Paths.file(entry.filePath());
            if (entry.fileContent() == null && entry.sourceFile() == null) {
                throw Refusal.SOURCE_FILE_OR_CONTENT_REQUIRED.error();
            }
            if (entry.fileContent() != null && entry.sourceFile() != null) {
                throw Refusal.FILE_CONTENT_AND_SOURCE_FILE_SPECIFIED.error();
            }
            Optional<FileMode> mode = asked(entry.fileMode());
            if (entry.sourceFile() == null) {
                return new Put(path, mode, Optional.of(entry.fileContent().asByteArray()), Optional.empty(), false);
            }
            String source = Paths.file(entry.sourceFile().filePath());
            if (Paths.name(source).equals(KEEPER)) {
                throw Refusal.RESTRICTED_SOURCE_FILE.error();
            }
            boolean isMove = Boolean.TRUE.equals(entry.sourceFile().isMove());
            return new Put(path, mode, Optional.empty(), Optional.of(source), isMove);
        }
    }

    static CommitPlan of(PutFileRequest request) {
        if (request.fileContent() == null || request.fileContent().asByteArrayUnsafe().length == 0) {
            throw Refusal.FILE_CONTENT_REQUIRED.error();
        }
        Put put = new Put(
                Paths.file(request.filePath()),
                asked(request.fileMode()),
                Optional.of(request.fileContent().asByteArray()),
                Optional.empty(),
                false);
        return new CommitPlan(
                Branches.name(request.branchName()),
                request.parentCommitId(),
                Signature.of(request.name(), request.email(), request.commitMessage()),
                false,
                sized(List.of(put)),
                List.of(),
                Map.of());
    }

    static CommitPlan of(DeleteFileRequest request) {
        return new CommitPlan(
                Branches.name(request.branchName()),
                request.parentCommitId(),
                Signature.of(request.name(), request.email(), request.commitMessage()),
                Boolean.TRUE.equals(request.keepEmptyFolders()),
                List.of(),
                List.of(Paths.file(request.filePath())),
                Map.of());
    }

    static CommitPlan of(CreateCommitRequest request) {
        String branch = Branches.name(request.branchName());
        int files = request.putFiles().size()
                + request.deleteFiles().size()
                + request.setFileModes().size();
        if (files == 0) {
            throw Refusal.FILE_ENTRY_REQUIRED.error();
        }
        if (files > MOST_FILES && !isArchive()) {
            throw Refusal.MAXIMUM_FILE_ENTRIES_EXCEEDED.error();
        }
        List<Put> puts = request.putFiles().stream().map(Put::of).toList();
        List<String> deletes = request.deleteFiles().stream()
                .map(DeleteFileEntry::filePath)
                .map(Paths::file)
                .toList();
        Map<String, FileMode> modes = new LinkedHashMap<>();
        for (SetFileModeEntry entry : request.setFileModes()) {
            FileMode mode = asked(entry.fileMode()).orElseThrow(Refusal.FILE_MODE_REQUIRED::error);
            if (modes.put(Paths.file(entry.filePath()), mode) != null) {
                throw Refusal.SAME_PATH_REQUEST.error();
            }
        }
        refuseRepeated(puts, deletes, modes);
        return new CommitPlan(
                branch,
                request.parentCommitId(),
                Signature.of(request.authorName(), request.email(), request.commitMessage()),
                Boolean.TRUE.equals(request.keepEmptyFolders()),
                sized(puts),
                deletes,
                modes);
    }

    private static Optional<FileMode> asked(FileModeTypeEnum mode) {
        return Optional.ofNullable(mode).map(FileModes::asked);
    }

    /** No path is in two changes, a moved file's included, and none is both a file and a folder. */
    private static void refuseRepeated(List<Put> puts, List<String> deletes, Map<String, FileMode> modes) {
        List<String> changed = new ArrayList<>(deletes);
        changed.addAll(modes.keySet());
        puts.forEach(put -> changed.add(put.path()));
        puts.stream().filter(Put::isMove).flatMap(put -> put.source().stream()).forEach(changed::add);
        Set<String> seen = new HashSet<>();
        if (!changed.stream().allMatch(seen::add)) {
            throw Refusal.SAME_PATH_REQUEST.error();
        }
        boolean conflict =
                puts.stream().anyMatch(put -> puts.stream().anyMatch(other -> Paths.isBelow(other.path(), put.path())));
        if (conflict) {
            throw Refusal.PUT_FILE_ENTRY_CONFLICT.error();
        }
    }

    /** CloudFormation uploads all of a repository's first files as an archive, which these quotas are not about. */
    private static boolean isArchive() {
        return CallContext.isViaService();
    }

    private static List<Put> sized(List<Put> puts) {
        long total = 0;
        for (Put put : puts) {
            int size = put.content().map(content -> content.length).orElse(0);
            total += size;
            if (!isArchive() && (size > FileOperations.MOST_BYTES || total > MOST_BYTES)) {
                throw Refusal.FILE_CONTENT_SIZE_LIMIT_EXCEEDED.error();
            }
        }
        return puts;
    }
}
