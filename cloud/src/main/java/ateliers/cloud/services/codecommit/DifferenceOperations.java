package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BlobMetadata;
import software.amazon.awssdk.services.codecommit.model.ChangeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;

/** Tells what differs between two commits. */
final class DifferenceOperations implements CodeCommitClient, Operations {
    private static final int PAGE = 400;

    private final Repositories repositories;

    DifferenceOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * One of the two sides of a comparison.
     *
     * @param path what it is limited to; empty for all
     * @param mode of what is at the path; {@link FileMode#MISSING} for nothing
     */
    private record Side(String path, FileMode mode, ObjectId id) {
        static Side of(ObjectReader reader, Optional<RevCommit> commit, String path) throws IOException {
            if (commit.isEmpty()) {
                return new Side(path, FileMode.MISSING, ObjectId.zeroId());
            }
            if (path.isEmpty()) {
                return new Side(path, FileMode.TREE, commit.get().getTree());
            }
            try (TreeWalk found = TreeWalk.forPath(reader, path, commit.get().getTree())) {
                return found == null
                        ? new Side(path, FileMode.MISSING, ObjectId.zeroId())
                        : new Side(path, found.getFileMode(), found.getObjectId(0));
            }
        }

        boolean isMissing() {
            return mode.equals(FileMode.MISSING);
        }

        void addTo(TreeWalk walk) throws IOException {
            if (mode.equals(FileMode.TREE)) {
                walk.addTree(id);
            } else {
                walk.addTree(new EmptyTreeIterator());
            }
        }

        /** What is at the path, where that is no folder. */
        BlobMetadata shown() {
            return blob(path, mode, id);
        }

        BlobMetadata shown(TreeWalk walk, int side) {
            String below = walk.getPathString();
            return blob(path.isEmpty() ? below : path + "/" + below, walk.getFileMode(side), walk.getObjectId(side));
        }

        private static BlobMetadata blob(String path, FileMode mode, ObjectId id) {
            if (mode.equals(FileMode.MISSING) || mode.equals(FileMode.TREE)) {
                return null;
            }
            return BlobMetadata.builder()
                    .path(path)
                    .mode(mode.toString())
                    .blobId(id.name())
                    .build();
        }
    }

    /**
     * Without a commit before, all files of the other are shown as added.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetDifferences.html">GetDifferences</a>
     */
    @Override
    public GetDifferencesResponse getDifferences(GetDifferencesRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        int size = Pages.size(request.maxResults(), PAGE);
        List<Difference> all = Reading.of(repository, walk -> {
            RevCommit after = Specifiers.given(repository, walk, request.afterCommitSpecifier());
            Optional<RevCommit> before = request.beforeCommitSpecifier() == null
                    ? Optional.empty()
                    : Optional.of(Specifiers.given(repository, walk, request.beforeCommitSpecifier()));
            return between(
                    walk.getObjectReader(),
                    Side.of(walk.getObjectReader(), before, path(request.beforePath(), request.afterPath())),
                    Side.of(
                            walk.getObjectReader(),
                            Optional.of(after),
                            path(request.afterPath(), request.beforePath())));
        });
        Paging.Page<Difference> page = Pages.of(all, size, request.nextToken());
        return GetDifferencesResponse.builder()
                .differences(page.items())
                .nextToken(page.next())
                .build();
    }

    /** @param other limits this side too where it has no path of its own */
    private static String path(String own, String other) {
        String path = own == null ? other : own;
        return path == null ? "" : Paths.folder(path);
    }

    private static List<Difference> between(ObjectReader reader, Side before, Side after) throws IOException {
        if (before.isMissing() && after.isMissing()) {
            throw Refusal.PATH_DOES_NOT_EXIST.error();
        }
        List<Difference> differences = new ArrayList<>();
        if (!before.mode().equals(after.mode()) || !before.id().equals(after.id())) {
            add(differences, before.shown(), after.shown());
        }
        try (TreeWalk walk = new TreeWalk(reader)) {
            before.addTo(walk);
            after.addTo(walk);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                add(differences, before.shown(walk, 0), after.shown(walk, 1));
            }
        }
        return differences;
    }

    private static void add(List<Difference> differences, BlobMetadata before, BlobMetadata after) {
        if (before == null && after == null) {
            return;
        }
        ChangeTypeEnum type = before == null ? ChangeTypeEnum.A : after == null ? ChangeTypeEnum.D : ChangeTypeEnum.M;
        differences.add(Difference.builder()
                .beforeBlob(before)
                .afterBlob(after)
                .changeType(type)
                .build());
    }
}
