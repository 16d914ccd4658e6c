package ateliers.cloud.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says which deployment packages are the same code as jars that are on this machine already, so that a function runs
 * from those, fast, instead of being unpacked. It is a folder in the cloud's working folder: whoever deploys writes, the
 * Lambda service reads.
 */
public final class CodeCatalog {
    private static final String FOLDER = "code-catalog";

    private final Path folder;

    /** The catalog of the cloud with this working folder. */
    public CodeCatalog(Path workFolder) {
        this.folder = workFolder.resolve(FOLDER);
    }

    /**
     * Says that a package is the same code as some jars.
     *
     * @param zip the deployment package's bytes, as they will be uploaded
     * @param dependencies jars, in class path order
     * @param own the jar with the function's own classes and resources
     */
    public void put(byte[] zip, List<Path> dependencies, Path own) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(own.toAbsolutePath().toString());
        dependencies.forEach(jar -> lines.add(jar.toAbsolutePath().toString()));
        Files.createDirectories(folder);
        Files.write(folder.resolve(RuntimeJars.sha256(zip)), lines);
    }

    /** The jars of a package, where it is known and they are all there. */
    public Optional<Jars> find(byte[] zip) {
        try {
            Path entry = folder.resolve(RuntimeJars.sha256(zip));
            if (!Files.exists(entry)) {
                return Optional.empty();
            }
            List<Path> jars = Files.readAllLines(entry).stream().map(Path::of).toList();
            return jars.stream().allMatch(Files::isReadable)
                    ? Optional.of(new Jars(jars.subList(1, jars.size()), jars.get(0)))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Jars that stand for a package.
     *
     * @param dependencies in class path order
     * @param own the function's own
     */
    public record Jars(List<Path> dependencies, Path own) {}
}
