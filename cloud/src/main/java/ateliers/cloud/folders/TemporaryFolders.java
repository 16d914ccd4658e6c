package ateliers.cloud.folders;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary folders named after the process that owns them, so that those of a process that was killed can be told from those in
 * use, and deleted by the next one.
 */
public final class TemporaryFolders {
    private static final Pattern OWNED = Pattern.compile("ateliers-[a-z]+-p(\\d{1,18})-.*");

    private TemporaryFolders() {}

    /**
     * Makes an empty private folder {@code ateliers-<use>-p<pid>-…} in Java's temporary folder.
     *
     * @param use what it is for, in lower-case letters
     */
    public static Path make(String use) throws IOException {
        return Files.createTempDirectory("ateliers-%s-p%d-"
                        .formatted(use, ProcessHandle.current().pid()))
                .toRealPath();
    }

    /** Deletes what processes that have ended left behind, as far as it can be; what cannot be read is not ours. */
    public static void sweep() {
        sweep(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static void sweep(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "ateliers-*")) {
            for (Path folder : folders) {
                if (abandoned(folder)) {
                    Folders.delete(folder);
                }
            }
        } catch (IOException e) {
            // Sweeping is a courtesy: without it the run goes on.
        }
    }

    private static boolean abandoned(Path folder) throws IOException {
        Matcher name = OWNED.matcher(folder.getFileName().toString());
        if (!name.matches() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(name.group(1)));
        if (owner.isEmpty() || !owner.get().isAlive()) {
            return true;
        }
        // Process ids come again: a process younger than the folder is not its owner.
        Instant made = Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .lastModifiedTime()
                .toInstant();
        return owner.get()
                .info()
                .startInstant()
                .map(started -> started.isAfter(made.plusSeconds(60)))
                .orElse(false);
    }
}
