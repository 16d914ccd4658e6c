package ateliers.cloud.services.s3;

import ateliers.cloud.door.Room;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Takes bodies in: small ones into memory, large ones into files, their digests made on the way. */
final class Spool {
    /** From this size on a body is a file. */
    static final int IN_MEMORY = 256 * 1024;

    /** The largest object that one request can put: 5 GB. */
    private static final long LARGEST = 5L << 30;

    private final Path folder;
    private final AtomicLong files = new AtomicLong();
    private final Room memory;
    private final Room disk;

    Spool(Path workFolder, Room memory, Room disk) {
        this.folder = workFolder.resolve("s3");
        this.memory = memory;
        this.disk = disk;
    }

    /**
     * Takes a body in and closes it.
     *
     * @param length as announced, which need not be true; negative when it was not
     */
    Content take(InputStream body, long length, Digests digests) {
        try (body) {
            byte[] start = start(body, length);
            digests.update(start, start.length);
            return start.length < IN_MEMORY ? inMemory(start) : toFile(start, body, digests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first bytes: all of them, or as many as are kept in memory. */
    private static byte[] start(InputStream body, long length) throws IOException {
        if (length < 0 || length >= IN_MEMORY) {
            return body.readNBytes(IN_MEMORY);
        }
        byte[] announced = new byte[(int) length];
        int count = body.readNBytes(announced, 0, announced.length);
        int next = count < length ? -1 : body.read();
        if (next < 0) {
            return count < length ? Arrays.copyOf(announced, count) : announced;
        }
        byte[] rest = body.readNBytes(IN_MEMORY - announced.length - 1);
        byte[] all = Arrays.copyOf(announced, announced.length + 1 + rest.length);
        all[announced.length] = (byte) next;
        System.arraycopy(rest, 0, all, announced.length + 1, rest.length);
        return all;
    }

    private Content inMemory(byte[] body) {
        memory.take(body.length);
        return new Content.Bytes(body, memory);
    }

    private Content toFile(byte[] start, InputStream rest, Digests digests) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("body-" + files.incrementAndGet());
        boolean complete = false;
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            disk.take(start.length);
            size = start.length;
            out.write(start);
            byte[] buffer = new byte[64 * 1024];
            for (int count = rest.read(buffer); count >= 0; count = rest.read(buffer)) {
                if (size + count > LARGEST) {
                    throw S3Errors.of("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size");
                }
                disk.take(count);
                size += count;
                digests.update(buffer, count);
                out.write(buffer, 0, count);
            }
            complete = true;
            return new Content.InFile(file, size, disk);
        } finally {
            if (!complete) {
                disk.give(size);
                Files.deleteIfExists(file);
            }
        }
    }
}
