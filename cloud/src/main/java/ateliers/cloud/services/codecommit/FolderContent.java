package ateliers.cloud.services.codecommit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import software.amazon.awssdk.services.codecommit.model.File;
import software.amazon.awssdk.services.codecommit.model.Folder;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.SubModule;
import software.amazon.awssdk.services.codecommit.model.SymbolicLink;

/** What a folder holds, by kind and in the order of Git. */
record FolderContent(
        List<File> files, List<Folder> folders, List<SubModule> submodules, List<SymbolicLink> symbolicLinks) {

    static FolderContent of(ObjectReader reader, ObjectId tree, String path) throws IOException {
        FolderContent content =
                new FolderContent(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (TreeWalk entries = new TreeWalk(reader)) {
            entries.addTree(tree);
            while (entries.next()) {
                content.add(entries.getFileMode(), entries.getObjectId(0).name(), path, entries.getNameString());
            }
        }
        return content;
    }

    private void add(FileMode mode, String id, String folder, String name) {
        String path = folder.isEmpty() ? name : folder + "/" + name;
        if (mode.equals(FileMode.TREE)) {
            folders.add(Folder.builder()
                    .treeId(id)
                    .absolutePath(path)
                    .relativePath(name)
                    .build());
        } else if (mode.equals(FileMode.GITLINK)) {
            submodules.add(SubModule.builder()
                    .commitId(id)
                    .absolutePath(path)
                    .relativePath(name)
                    .build());
        } else if (mode.equals(FileMode.SYMLINK)) {
            symbolicLinks.add(SymbolicLink.builder()
                    .blobId(id)
                    .absolutePath(path)
                    .relativePath(name)
                    .fileMode(FileModes.shown(mode))
                    .build());
        } else {
            files.add(File.builder()
                    .blobId(id)
                    .absolutePath(path)
                    .relativePath(name)
                    .fileMode(FileModes.shown(mode))
                    .build());
        }
    }

    GetFolderResponse.Builder answer() {
        return GetFolderResponse.builder()
                .files(files)
                .subFolders(folders)
                .subModules(submodules)
                .symbolicLinks(symbolicLinks);
    }
}
