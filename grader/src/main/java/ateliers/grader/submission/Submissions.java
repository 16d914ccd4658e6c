package ateliers.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a folder or a ZIP as a submission, or says in French why it is none. */
public final class Submissions {
    private static final List<String> TEMPLATES = List.of("template.yaml", "template.yml", "template.json");

    /** In bytes. */
    private static final int MOST_OF_README = 20_000;

    private final Labs labs;

    public Submissions(Labs labs) {
        this.labs = labs;
    }

    /**
     * @param given the folder or archive named on the command line
     * @param lab the lab asked for by name or number; null to recognise it
     * @param work an empty private folder, into which an archive is unpacked
     */
    public Submission read(Path given, String lab, Path work) {
        if (!Files.exists(given)) {
            throw new Unusable("« %s » n'existe pas : vérifie le chemin.".formatted(given));
        }
        boolean inPlace = Files.isDirectory(given);
        Path folder = inPlace ? real(given) : Archive.unpack(given, work.resolve("soumission"));
        requireOwn(folder);
        require(folder, given);
        return new Submission(folder, inPlace, recognise(folder, given, lab), template(folder, given));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new Unusable("Le dossier « %s » est illisible : %s".formatted(folder, e.getMessage()));
        }
    }

    /** Of all that it is recognised by and built from; other files that a template names are found by {@code SubmittedFiles}. */
    private static void requireOwn(Path folder) {
        OwnFiles files = new OwnFiles(folder);
        files.require("pom.xml");
        TEMPLATES.forEach(files::require);
        files.require("README.md");
        files.require("src");
        files.requireTree("src/main");
    }

    private static void require(Path folder, Path given) {
        boolean pom = Files.isRegularFile(folder.resolve("pom.xml"), LinkOption.NOFOLLOW_LINKS);
        boolean template = TEMPLATES.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
        boolean sources = Files.isDirectory(folder.resolve("src/main/java"));
        if (!pom && !template && !sources) {
            throw new Unusable(
                    ("« %s » n'est pas un atelier : on n'y trouve ni pom.xml, ni template.yaml, ni src/main/java."
                                    + " Donne le dossier de l'atelier, par exemple labs/00-annexe-s3-sns.")
                            .formatted(given));
        }
        if (!pom) {
            throw new Unusable(
                    "Il manque pom.xml dans « %s » : reprends celui de l'atelier de départ.".formatted(given));
        }
        if (!sources || !hasJava(folder.resolve("src/main/java"))) {
            throw new Unusable("Aucune source Java dans « %s » : ton code doit être dans src/main/java."
                    .formatted(given.resolve("src/main/java")));
        }
    }

    private static boolean hasJava(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new Unusable("Les sources de « %s » sont illisibles : %s".formatted(sources, e.getMessage()));
        }
    }

    private static Path template(Path folder, Path given) {
        return TEMPLATES.stream()
                .map(folder::resolve)
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(() -> new Unusable(
                        "Il manque template.yaml dans « %s » : c'est lui qui décrit ta pile.".formatted(given)));
    }

    private Labs.Lab recognise(Path folder, Path given, String asked) {
        if (asked != null) {
            return labs.named(asked);
        }
        return Optional.ofNullable(folder.getFileName())
                .flatMap(name -> known(name.toString()))
                .or(() -> known(withoutExtension(given)))
                .or(() -> PomFacts.read(folder.resolve("pom.xml")).artifactId().flatMap(this::known))
                .or(() -> readme(folder))
                .orElseThrow(() -> new Unusable(
                        "On ne reconnaît pas l'atelier de « %s » : précise-le avec --lab. Ateliers connus : %s."
                                .formatted(given, labs.names())));
    }

    private static String withoutExtension(Path given) {
        Path name = given.getFileName();
        return name == null ? "" : name.toString().replaceFirst("(?i)\\.zip$", "");
    }

    private Optional<Labs.Lab> known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return labs.find(lower)
                .or(() -> labs.all().stream()
                        .filter(lab -> lower.startsWith(lab.id()))
                        .findFirst());
    }

    private Optional<Labs.Lab> readme(Path folder) {
        Path readme = folder.resolve("README.md");
        if (!Files.isRegularFile(readme, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(readme)) {
            // A line may have no end; and what follows the tenth tells nothing of the lab.
            List<String> start = new String(in.readNBytes(MOST_OF_README), StandardCharsets.UTF_8)
                    .lines()
                    .limit(10)
                    .toList();
            return labs.all().stream()
                    .filter(lab -> start.stream().anyMatch(line -> line.contains(lab.id())))
                    .findFirst();
        } catch (IOException e) {
            throw new Unusable("« %s » est illisible : %s".formatted(readme, e.getMessage()));
        }
    }
}
