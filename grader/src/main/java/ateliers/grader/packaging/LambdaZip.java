package ateliers.grader.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The other package form that Lambda documents for Java: classes at the top and the dependencies as jars under {@code lib/}. Nothing
 * is unpacked nor compressed again, so it is made quickly and works on every target.
 */
final class LambdaZip {
    private static final long DATE = 1_767_225_600_000L;

    private LambdaZip() {}

    static Path pack(Path classes, List<Path> dependencies, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(classes))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTime(DATE);
                    out.putNextEntry(copy);
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
            for (Path jar : dependencies) {
                store(jar, out);
            }
        }
        return zip;
    }

    private static void store(Path jar, ZipOutputStream out) throws IOException {
        ZipEntry entry = new ZipEntry("lib/" + jar.getFileName());
        entry.setTime(DATE);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(Files.size(jar));
        entry.setCrc(crc(jar));
        out.putNextEntry(entry);
        Files.copy(jar, out);
        out.closeEntry();
    }

    private static long crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return crc.getValue();
    }
}
