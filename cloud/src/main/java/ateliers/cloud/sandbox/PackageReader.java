package ateliers.cloud.sandbox;

import ateliers.cloud.folders.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks deployment packages that nobody vouches for: names stay inside the folder, sizes are counted rather than
 * believed, links become plain files.
 */
final class PackageReader {
    private static final String UNREADABLE =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";
    private static final int MAX_ENTRIES = 100_000;

    private final long limit;

    PackageReader(long limit) {
        this.limit = limit;
    }

    /** Unpacks everything. */
    FunctionCode unpack(byte[] zip, Path folder) throws BadPackageException {
        try {
            Path file = Files.createTempFile(folder, "package-", ".zip");
            try {
                Files.write(file, zip);
                Path root = unpack(file, folder, name -> true);
                OldSdk.leadHere(root);
                return new FunctionCode(root, List.of(), Optional.empty());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BadPackageException(UNREADABLE);
        }
    }

    /** Unpacks what a function may read as files of its task root; classes are read from the jar itself. */
    FunctionCode resources(Path jar, Path folder) throws BadPackageException {
        try {
            Path root = unpack(jar, folder, name -> !name.endsWith(".class") && !name.startsWith("META-INF/"));
            return new FunctionCode(root, List.of(), Optional.empty());
        } catch (IOException e) {
            throw new BadPackageException(UNREADABLE);
        }
    }

    private Path unpack(Path zip, Path folder, Predicate<String> wanted) throws IOException, BadPackageException {
        Path root = Files.createTempDirectory(folder, "task-");
        long left = limit;
        int entries = 0;
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (++entries > MAX_ENTRIES) {
                    throw new BadPackageException(UNREADABLE);
                }
                if (!wanted.test(entry.getName())) {
                    continue;
                }
                Path target = inside(root, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream input = file.getInputStream(entry)) {
                        left -= copy(input, target, left);
                    }
                }
            }
        } catch (IOException | BadPackageException | RuntimeException e) {
            Folders.delete(root);
            if (e instanceof BadPackageException refused) {
                throw refused;
            }
            throw new BadPackageException(UNREADABLE);
        }
        return root;
    }

    private Path inside(Path root, String name) throws BadPackageException {
        try {
            Path target = root.resolve(name.replace('\\', '/')).normalize();
            if (target.startsWith(root)) {
                return target;
            }
        } catch (InvalidPathException e) {
            // a name this machine cannot have: refused like one that leaves the folder
        }
        throw new BadPackageException(UNREADABLE);
    }

    private long copy(InputStream input, Path target, long left) throws IOException, BadPackageException {
        long copied = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream output = Files.newOutputStream(target)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                copied += read;
                if (copied > left) {
                    throw new BadPackageException("Unzipped size must be smaller than " + limit + " bytes");
                }
                output.write(buffer, 0, read);
            }
        }
        return copied;
    }
}
