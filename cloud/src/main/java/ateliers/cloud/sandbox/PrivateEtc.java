package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a sandbox finds in {@code /etc}: itself as the only host and user, no name server, so that an unknown host is unknown at
 * once, and what the JDK keeps there on some systems.
 */
final class PrivateEtc {
    private static final Path ETC = Path.of("/etc");
    private static final Path LIBRARIES = ETC.resolve("ld.so.cache");
    private static final Map<String, String> FILES = Map.of(
            "hosts", "127.0.0.1 localhost lambda\n::1 localhost lambda\n",
            "hostname", "lambda\n",
            "nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n",
            "passwd", "sbx_user1051:x:1000:1000::/tmp:/bin/sh\n",
            "group", "sbx_user1051:x:1000:\n",
            "resolv.conf", "");

    private PrivateEtc() {}

    /** Writes it into a new folder, readable by all who come that far. */
    static void write(Path folder, Path javaHome) throws IOException {
        Files.createDirectory(folder);
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        if (Files.isReadable(LIBRARIES)) {
            Files.copy(LIBRARIES, folder.resolve(LIBRARIES.getFileName()));
        }
        for (Path linked : linked(javaHome)) {
            Path copy = folder.resolve(ETC.relativize(linked));
            Files.createDirectories(copy.getParent());
            if (!Files.exists(copy)) {
                Files.copy(linked, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** The files of {@code /etc} that links of the JDK name: its settings, and the authorities that it trusts. */
    private static List<Path> linked(Path javaHome) throws IOException {
        try (Stream<Path> conf = below(javaHome.resolve("conf"));
                Stream<Path> lib = below(javaHome.resolve("lib"))) {
            return Stream.concat(conf, lib)
                    .filter(Files::isSymbolicLink)
                    .map(PrivateEtc::target)
                    .filter(target -> target.startsWith(ETC) && Files.isRegularFile(target) && Files.isReadable(target))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Stream<Path> below(Path folder) throws IOException {
        return Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty();
    }

    /** One step of the link: what it names there may be a link itself. */
    private static Path target(Path link) {
        try {
            return link.getParent().resolve(Files.readSymbolicLink(link)).normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
