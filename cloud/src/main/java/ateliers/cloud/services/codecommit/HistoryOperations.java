package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.FileVersion;
import software.amazon.awssdk.services.codecommit.model.ListFileCommitHistoryRequest;
import software.amazon.awssdk.services.codecommit.model.ListFileCommitHistoryResponse;

/** Tells which commits changed a file. */
final class HistoryOperations implements CodeCommitClient, Operations {
    private static final int PAGE = 100;

    private final Repositories repositories;

    HistoryOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * The newest version first. Git's history is followed as far as the file has its path.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_ListFileCommitHistory.html">ListFileCommitHistory</a>
     */
    @Override
    public ListFileCommitHistoryResponse listFileCommitHistory(ListFileCommitHistoryRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        String path = Paths.file(request.filePath());
        int size = Pages.size(request.maxResults(), PAGE);
        List<FileVersion> all = Reading.of(repository, walk -> {
            RevCommit tip = Specifiers.orHead(repository, walk, request.commitSpecifier());
            return versions(walk, tip, path);
        });
        Paging.Page<FileVersion> page = Pages.of(all, size, request.nextToken());
        return ListFileCommitHistoryResponse.builder()
                .revisionDag(page.items())
                .nextToken(page.next())
                .build();
    }

    private static List<FileVersion> versions(RevWalk walk, RevCommit tip, String path) throws IOException {
        walk.reset();
        walk.sort(RevSort.TOPO);
        walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
        walk.markStart(tip);
        Map<String, List<String>> children = new HashMap<>();
        List<FileVersion> versions = new ArrayList<>();
        for (RevCommit commit : walk) {
            // With a filter of paths, the walk's parents are the versions before.
            for (RevCommit parent : commit.getParents()) {
                children.computeIfAbsent(parent.name(), name -> new ArrayList<>())
                        .add(commit.name());
            }
            versions.add(FileVersion.builder()
                    .commit(Commits.shown(commit))
                    .blobId(blob(walk, commit, path))
                    .path(path)
                    .revisionChildren(children.getOrDefault(commit.name(), List.of()))
                    .build());
        }
        return versions;
    }

    /** Null where the commit deleted the file. */
    private static String blob(RevWalk walk, RevCommit commit, String path) throws IOException {
        try (TreeWalk found = TreeWalk.forPath(walk.getObjectReader(), path, commit.getTree())) {
            return found == null ? null : found.getObjectId(0).name();
        }
    }
}
