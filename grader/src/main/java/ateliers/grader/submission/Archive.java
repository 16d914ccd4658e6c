package ateliers.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a ZIP that nobody trusts. No entry leaves the folder, sizes are counted and not believed, and what differs only in case is
 * refused because it would not unpack the same on every system. A link comes out as a small file holding its target's name.
 */
final class Archive {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 200L << 20;
    private static final long MOST_PACKED_BYTES = 100L << 20;

    private final Path root;
    private final Set<String> names = new HashSet<>();
    private long bytes;

    private Archive(Path root) {
        this.root = root;
    }

    /** @return the folder that holds the submission: the root, or the single folder that the archive has at its top */
    static Path unpack(Path file, Path into) {
        try {
            if (Files.size(file) > MOST_PACKED_BYTES) {
                throw new Unusable("L'archive « %s » dépasse %d Mo : n'y mets ni target/ ni .git/."
                        .formatted(file, MOST_PACKED_BYTES >> 20));
            }
            try (ZipFile zip = open(file)) {
                return new Archive(Files.createDirectories(into).toRealPath()).unpack(zip, file);
            }
        } catch (ZipException e) {
            throw new Unusable("« %s » n'est pas une archive ZIP lisible (%s). Donne un dossier, ou refais l'archive."
                    .formatted(file, e.getMessage()));
        } catch (IOException e) {
            throw new Unusable("L'archive « %s » n'a pas pu être lue : %s".formatted(file, e.getMessage()));
        }
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            // Older French Windows wrote names in its console's character set; only the names need it.
            Charset dos = Charset.isSupported("IBM850") ? Charset.forName("IBM850") : StandardCharsets.ISO_8859_1;
            return new ZipFile(file.toFile(), dos);
        }
    }

    private Path unpack(ZipFile zip, Path file) throws IOException {
        // Before there is an object for each.
        if (zip.size() > MOST_ENTRIES) {
            throw new Unusable("L'archive « %s » a %d entrées, au plus %d sont permises : n'y mets ni target/ ni .git/."
                    .formatted(file, zip.size(), MOST_ENTRIES));
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!ignored(entry.getName())) {
                unpack(zip, entry);
            }
        }
        return top();
    }

    /** What macOS and Windows add by themselves. */
    private static boolean ignored(String name) {
        return name.startsWith("__MACOSX/") || name.endsWith("/.DS_Store") || name.equals(".DS_Store");
    }

    private void unpack(ZipFile zip, ZipEntry entry) throws IOException {
        Path destination = destination(entry.getName());
        String same = Normalizer.normalize(root.relativize(destination).toString(), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
        if (!names.add(same) && !entry.isDirectory()) {
            throw new Unusable("L'archive contient deux fois « %s » (la casse ne compte pas) : garde un seul fichier."
                    .formatted(printable(entry.getName())));
        }
        if (entry.isDirectory()) {
            Files.createDirectories(destination);
            return;
        }
        Files.createDirectories(destination.getParent());
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(destination)) {
            copy(in, out);
        }
    }

    private Path destination(String name) {
        String portable = name.replace('\\', '/');
        boolean absolute = portable.startsWith("/") || portable.matches("^[A-Za-z]:.*");
        boolean climbs = List.of(portable.split("/")).contains("..");
        boolean strange = portable.chars().anyMatch(c -> c < 0x20 || c == 0x7f) || portable.isEmpty();
        if (absolute || climbs || strange) {
            throw refused(name);
        }
        Path destination = root.resolve(portable).normalize();
        if (!destination.startsWith(root) || destination.equals(root)) {
            throw refused(name);
        }
        return destination;
    }

    private static Unusable refused(String name) {
        return new Unusable("L'archive est refusée : l'entrée « %s » sortirait du dossier.".formatted(printable(name)));
    }

    private static String printable(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 100 ? clean.substring(0, 100) + "…" : clean;
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > MOST_BYTES) {
                throw new Unusable("L'archive déballée dépasse %d Mo : elle est refusée.".formatted(MOST_BYTES >> 20));
            }
            out.write(buffer, 0, read);
        }
    }

    private Path top() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            List<Path> top = children.toList();
            if (top.isEmpty()) {
                throw new Unusable("L'archive est vide.");
            }
            return top.size() == 1 && Files.isDirectory(top.get(0)) ? top.get(0) : root;
        }
    }
}
