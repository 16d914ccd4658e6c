package ateliers.cloud.services.codecommit;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;

/** The files that a commit adds, updates and deletes, each list in the order of their paths. */
record ChangedFiles(List<FileMetadata> added, List<FileMetadata> updated, List<FileMetadata> deleted) {
    /** One of them: the only one where a request is about one file. */
    FileMetadata first() {
        return Stream.of(added, updated, deleted)
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow();
    }

    /** What a commit without a message says. AWS documents that there is one, not its words: these are its console's. */
    String message() {
        String path = first().absolutePath();
        return added.isEmpty() ? updated.isEmpty() ? "Deleted " + path : "Edited " + path : "Added " + path;
    }
}
