package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What unpacked layers hold. AWS's runtime client looks for a function's classes in its own folder and the jars in its
 * {@code lib} first, then in the jars in {@code /opt/java/lib}, by name; layers are laid over each other there, later
 * ones over earlier.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html">Packaging your layer content</a>
 */
public final class LayerContent {
    private static final Path JARS = Path.of("java", "lib");

    private LayerContent() {}

    /** The files beside the jars, by their names in the layer; folders are none. */
    public static List<String> beside(Path root) {
        List<String> others = new ArrayList<>();
        for (Path file : files(root)) {
            Path name = root.relativize(file);
            if (!isJar(name)) {
                others.add(name.toString().replace('\\', '/'));
            }
        }
        return others;
    }

    /** The jars that a runtime finds of several layers, in its order. */
    static List<Path> jars(List<Path> roots) {
        Map<String, Path> byName = new TreeMap<>();
        for (Path root : roots) {
            for (Path file : files(root)) {
                if (isJar(root.relativize(file))) {
                    byName.put(file.getFileName().toString(), file);
                }
            }
        }
        return List.copyOf(byName.values());
    }

    /** In bytes. */
    static long size(Path root) throws IOException {
        long size = 0;
        for (Path file : files(root)) {
            size += Files.size(file);
        }
        return size;
    }

    /** Copies all files of a folder into another one. */
    static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static boolean isJar(Path name) {
        return JARS.equals(name.getParent()) && name.toString().endsWith(".jar");
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
