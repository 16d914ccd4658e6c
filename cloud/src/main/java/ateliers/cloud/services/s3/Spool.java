package ateliers.cloud.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Takes bodies in: small ones into memory, large ones into files, their digests made on the way. */
final class Spool {
    /** From this size on a body is a file. */
    static final int IN_MEMORY = 256 * 1024;

    /** The largest object that one request can put: 5 GB. */
    private static final long LARGEST = 5L << 30;

    private final Path folder;
    private final AtomicLong files = new AtomicLong();

    Spool(Path workFolder) {
        this.folder = workFolder.resolve("s3");
    }

    /** Takes a body in and closes it. */
    Content take(InputStream body, Digests digests) {
        try (body) {
            byte[] start = body.readNBytes(IN_MEMORY);
            digests.update(start, start.length);
            return start.length < IN_MEMORY ? new Content.Bytes(start) : toFile(start, body, digests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Content toFile(byte[] start, InputStream rest, Digests digests) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("body-" + files.incrementAndGet());
        boolean complete = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start);
            long size = start.length;
            byte[] buffer = new byte[64 * 1024];
            for (int count = rest.read(buffer); count >= 0; count = rest.read(buffer)) {
                size += count;
                if (size > LARGEST) {
                    throw S3Errors.of("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size");
                }
                digests.update(buffer, count);
                out.write(buffer, 0, count);
            }
            complete = true;
            return new Content.InFile(file, size);
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }
}
