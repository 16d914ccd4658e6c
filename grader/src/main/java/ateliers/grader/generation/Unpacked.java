package ateliers.grader.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the Maven archetype's script calls when Maven has unpacked what the archetype carries: makes the new lab of it. */
public final class Unpacked {
    private static final String ANNEX = "annexe";
    private static final String LABS = "labs";
    private static final String POM = "pom.xml";

    /** A word of the POM that the archetype carries, since Maven wants one. */
    private static final String PLACEHOLDER = "prennent sa place";

    private Unpacked() {}

    /**
     * Takes the annex out of the directory again, and writes the lab into the project where that directory is the project's or its
     * {@code labs}, otherwise into a folder of its own there.
     *
     * @param directory where the archetype was told to generate
     * @param id what the lab is to be called
     * @param title in French
     * @return the folder to tell of
     * @throws ateliers.grader.submission.Unusable where a name does not do; nothing is left then
     */
    public static Path finish(Path directory, String id, String title) throws IOException {
        Path folder = directory.resolve(id);
        Path aside = Files.createTempDirectory("ateliers-archetype");
        try {
            // Where a POM stands, Maven takes the archetype for something to add to it, and unpacks beside.
            Path annex = Files.isDirectory(folder.resolve(ANNEX)) ? folder.resolve(ANNEX) : directory.resolve(ANNEX);
            copy(annex, aside);
            delete(annex);
            leaveAsItWas(directory.resolve(POM));
            leaveAsItWas(folder.resolve(POM));
            if (Files.isDirectory(folder) && isEmpty(folder)) {
                Files.delete(folder);
            }
            NewLab lab = NewLab.of(aside, id, title);
            Optional<Path> project = project(directory.toAbsolutePath().normalize());
            Map<String, byte[]> files = project.isPresent() ? lab.inProject(project.get()) : lab.alone();
            NewLab.write(project.orElse(folder), files);
            return project.map(each -> each.resolve(LABS).resolve(lab.id())).orElse(folder);
        } finally {
            delete(aside);
        }
    }

    /** Maven writes a POM again that it had nothing to add to: all the same, but for the spaces within its tags. */
    private static void leaveAsItWas(Path pom) throws IOException {
        if (!Files.isRegularFile(pom)) {
            return;
        }
        String text = Files.readString(pom);
        if (text.contains(PLACEHOLDER)) {
            Files.delete(pom);
            return;
        }
        String written = text.replaceAll("(<[\\w.-]+) />", "$1/>")
                .replaceAll("(?<=\\S) (xmlns:xsi|xsi:schemaLocation)=", "\n         $1=");
        if (!written.equals(text)) {
            Files.writeString(pom, written);
        }
    }

    private static Optional<Path> project(Path parent) {
        if (NewLab.isProject(parent)) {
            return Optional.of(parent);
        }
        return parent.endsWith(LABS) && NewLab.isProject(parent.getParent())
                ? Optional.of(parent.getParent())
                : Optional.empty();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inner) {
                Files.delete(file);
            }
        }
    }
}
