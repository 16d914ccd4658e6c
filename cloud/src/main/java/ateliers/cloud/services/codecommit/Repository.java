package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.Room;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;

/**
 * A repository. Its settings are guarded by {@link Repositories}; of what git keeps, objects may be added at any time, and
 * references change through {@link RefUpdates} alone.
 */
final class Repository {
    final String id = UUID.randomUUID().toString();
    final Instant created;
    final Map<String, String> tags = new TreeMap<>();

    /** Objects and references, as JGit keeps them in memory. */
    final InMemoryRepository git = new InMemoryRepository(new DfsRepositoryDescription(id));

    /** What git keeps in memory, in bytes. */
    private long kept;

    String name;
    Optional<String> description = Optional.empty();
    Instant modified;

    /** Its short name; empty as long as nothing was pushed. */
    Optional<String> defaultBranch = Optional.empty();

    /** As they were put. */
    List<RepositoryTrigger> triggers = List.of();

    /** Of the last time when triggers were put. */
    Optional<String> triggersId = Optional.empty();

    Repository(String name, Instant created) {
        this.name = name;
        this.created = created;
        this.modified = created;
    }

    /**
     * Counts what git keeps by now.
     *
     * @throws IOException never, as it is all in memory
     */
    synchronized void count(Room memory) throws IOException {
        long now = 0;
        for (DfsPackFile pack : git.getObjectDatabase().getPacks()) {
            now += pack.getPackDescription().getFileSize(PackExt.PACK);
        }
        memory.keep(now - kept);
        kept = now;
    }

    /** It is gone, and what it kept. */
    synchronized void giveBack(Room memory) {
        memory.give(kept);
        kept = 0;
    }
}
