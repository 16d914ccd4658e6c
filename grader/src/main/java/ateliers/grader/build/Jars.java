package ateliers.grader.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs classes as Maven would, with fixed dates so that the same sources give the same bytes. */
final class Jars {
    private static final long DATE = 1_767_225_600_000L;

    private Jars() {}

    static void pack(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> walk = Files.walk(classes)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                ZipEntry entry =
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/'));
                entry.setTime(DATE);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }
}
