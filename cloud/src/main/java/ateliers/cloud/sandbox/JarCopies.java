package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jars of a run's functions, in a folder that holds nothing else: a function that looks at its class path learns of
 * no folder of whoever grades it, and what it writes there is gone with the run.
 */
final class JarCopies {
    private final Path folder;
    private final Map<Path, Path> copies = new ConcurrentHashMap<>();

    JarCopies(Path folder) {
        this.folder = folder;
    }

    /** The copies of some jars; the same jar is copied once, and has the same name and date in each run. */
    List<Path> of(List<Path> jars) throws IOException {
        try {
            return jars.stream()
                    .map(jar -> copies.computeIfAbsent(jar, this::copy))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Path copy(Path jar) {
        String where = RuntimeJars.sha256(jar.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Files.createDirectories(folder);
            // An archive of classes knows its jars by name and date. No link: what others use too is not to be written
            // to.
            return Files.copy(
                    jar,
                    folder.resolve(where.substring(0, 8) + "-" + jar.getFileName()),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
