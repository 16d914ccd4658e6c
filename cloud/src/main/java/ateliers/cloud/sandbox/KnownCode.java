package ateliers.cloud.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which deployment packages are the same code as jars that are on this machine already, so that a function runs from
 * those, fast, instead of being unpacked. Whoever deploys tells it; the Lambda service asks.
 */
public final class KnownCode {
    private final Map<String, Jars> byPackage = new ConcurrentHashMap<>();

    /**
     * Says that a package is the same code as some jars.
     *
     * @param codeSha256 of the deployment package's bytes, in base64, as Lambda shows it
     */
    public void put(String codeSha256, Jars jars) {
        byPackage.put(codeSha256, jars);
    }

    /** The jars of a package, where it is known and they are all there. */
    public Optional<Jars> find(String codeSha256) {
        return Optional.ofNullable(byPackage.get(codeSha256)).filter(Jars::areReadable);
    }

    /**
     * Jars that stand for a package.
     *
     * @param dependencies in class path order
     * @param own the function's own classes and resources
     */
    public record Jars(List<Path> dependencies, Path own) {
        public Jars {
            dependencies = dependencies.stream().map(Path::toAbsolutePath).toList();
            own = own.toAbsolutePath();
        }

        private boolean areReadable() {
            return Files.isReadable(own) && dependencies.stream().allMatch(Files::isReadable);
        }
    }
}
