package ateliers.cloud.services.codecommit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;

/** The files of a commit's parent, and what the commit makes of them. */
final class FileChanges {
    private final DirCache files;
    private final ObjectInserter inserter;
    private final Map<String, Optional<Entry>> changes = new TreeMap<>();

    /** A file, a symbolic link or a submodule. */
    private record Entry(FileMode mode, ObjectId id) {
        static Entry of(DirCacheEntry entry) {
            return new Entry(entry.getFileMode(), entry.getObjectId());
        }
    }

    /**
     * What becomes of a file.
     *
     * @param before empty for a new file
     * @param after empty for a deleted one
     */
    private record Change(String path, Optional<Entry> before, Optional<Entry> after) {
        FileMetadata shown() {
            Entry entry = after.or(() -> before).orElseThrow();
            return FileMetadata.builder()
                    .absolutePath(path)
                    .blobId(entry.id().name())
                    .fileMode(FileModes.shown(entry.mode()))
                    .build();
        }
    }

    /** @param inserter for what is put */
    FileChanges(DirCache files, ObjectInserter inserter) {
        this.files = files;
        this.inserter = inserter;
    }

    /** Makes all changes of a plan: those of puts last, so that they may take the place of what is deleted. */
    void make(CommitPlan plan) throws IOException {
        List<String> gone = new ArrayList<>(plan.deletes());
        Map<CommitPlan.Put, Entry> puts = new LinkedHashMap<>();
        for (CommitPlan.Put put : plan.puts()) {
            puts.put(put, entry(put));
            put.source().filter(source -> put.isMove()).ifPresent(gone::add);
        }
        for (String path : gone) {
            file(path);
            changes.put(path, Optional.empty());
        }
        plan.modes()
                .forEach((path, mode) ->
                        changes.put(path, Optional.of(new Entry(mode, file(path).id()))));
        puts.forEach((put, entry) -> put(put.path(), entry));
        if (plan.keepsEmptyFolders()) {
            keep(gone);
        }
    }

    private Entry entry(CommitPlan.Put put) throws IOException {
        Optional<Entry> source = put.source().map(this::file);
        ObjectId id = source.isPresent()
                ? source.get().id()
                : inserter.insert(Constants.OBJ_BLOB, put.content().orElseThrow());
        FileMode mode = put.mode()
                .or(() -> source.or(() -> now(put.path())).map(Entry::mode))
                .orElse(FileMode.REGULAR_FILE);
        return new Entry(mode, id);
    }

    /** A file of the parent. */
    private Entry file(String path) {
        return before(path)
                .filter(entry -> !entry.mode().equals(FileMode.GITLINK))
                .orElseThrow(Refusal.FILE_DOES_NOT_EXIST::error);
    }

    private void put(String path, Entry entry) {
        for (String above = path; !above.isEmpty(); above = Paths.parent(above)) {
            Optional<Entry> there = now(above);
            if (there.isPresent() && there.get().mode().equals(FileMode.GITLINK)) {
                throw Refusal.FILE_PATH_CONFLICTS_WITH_SUBMODULE_PATH.error();
            }
            if (there.isPresent() && !above.equals(path)) {
                throw Refusal.DIRECTORY_NAME_CONFLICTS_WITH_FILE_NAME.error();
            }
        }
        if (!isEmpty(path)) {
            throw Refusal.FILE_NAME_CONFLICTS_WITH_DIRECTORY_NAME.error();
        }
        changes.put(path, Optional.of(entry));
    }

    /** Folders that lose their last file get one that keeps them. */
    private void keep(List<String> gone) throws IOException {
        for (String folder : gone.stream().map(Paths::parent).distinct().toList()) {
            if (!folder.isEmpty() && isEmpty(folder)) {
                ObjectId id = inserter.insert(Constants.OBJ_BLOB, new byte[0]);
                changes.put(folder + "/" + CommitPlan.KEEPER, Optional.of(new Entry(FileMode.REGULAR_FILE, id)));
            }
        }
    }

    /** Whether no file is left below a path. */
    private boolean isEmpty(String folder) {
        boolean put = changes.entrySet().stream()
                .anyMatch(change -> change.getValue().isPresent() && Paths.isBelow(change.getKey(), folder));
        return !put
                && Stream.of(files.getEntriesWithin(folder))
                        .allMatch(entry -> changes.containsKey(entry.getPathString()));
    }

    private Optional<Entry> before(String path) {
        return Optional.ofNullable(files.getEntry(path)).map(Entry::of);
    }

    private Optional<Entry> now(String path) {
        return changes.containsKey(path) ? changes.get(path) : before(path);
    }

    /** What has changed so far; to be asked before the tree is written. */
    ChangedFiles changed() {
        return new ChangedFiles(
                shown(change -> change.before().isEmpty()),
                shown(change -> change.before().isPresent() && change.after().isPresent()),
                shown(change -> change.after().isEmpty()));
    }

    private List<FileMetadata> shown(Predicate<Change> kind) {
        return changes.entrySet().stream()
                .map(change -> new Change(change.getKey(), before(change.getKey()), change.getValue()))
                .filter(change -> !change.before().equals(change.after()))
                .filter(kind)
                .map(Change::shown)
                .toList();
    }

    /** Writes the tree with all changes, and returns its id. */
    ObjectId write() throws IOException {
        DirCacheEditor editor = files.editor();
        changes.forEach((path, entry) -> editor.add(edit(path, entry)));
        editor.finish();
        return files.writeTree(inserter);
    }

    private static DirCacheEditor.PathEdit edit(String path, Optional<Entry> entry) {
        if (entry.isEmpty()) {
            return new DirCacheEditor.DeletePath(path);
        }
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry changed) {
                changed.setFileMode(entry.get().mode());
                changed.setObjectId(entry.get().id());
            }
        };
    }
}
