package ateliers.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the grader did not count on, told to whoever runs it; its trace is a file, of which the newest stay. */
final class Unforeseen {
    private static final String PREFIX = "ateliers-trace-";
    private static final int MOST = 10;

    private Unforeseen() {}

    /** Two lines: what it was, and where its trace is. */
    static String told(Throwable failure) {
        return "Le correcteur a rencontré un imprévu (%s). Ce n'est pas ta faute.%nLa trace est dans %s : joins-la à ton signalement."
                .formatted(
                        failure.getClass().getSimpleName(),
                        trace(failure, Path.of(System.getProperty("java.io.tmpdir"))));
    }

    static String trace(Throwable failure, Path folder) {
        try {
            Path file = Files.createTempFile(folder, PREFIX, ".txt");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
                failure.printStackTrace(writer);
            }
            sweep(folder);
            return file.toString();
        } catch (IOException e) {
            return "(illisible : "
                    + List.of(failure.getStackTrace()).stream().findFirst().orElse(null) + ")";
        }
    }

    private static void sweep(Path folder) throws IOException {
        List<Trace> traces = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*.txt")) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    traces.add(new Trace(file, Files.getLastModifiedTime(file)));
                }
            }
        }
        traces.sort(Comparator.comparing(Trace::written).reversed());
        for (Trace old : traces.subList(Math.min(MOST, traces.size()), traces.size())) {
            try {
                Files.deleteIfExists(old.file());
            } catch (IOException e) {
                // somebody else's
            }
        }
    }

    private record Trace(Path file, FileTime written) {}
}
