package ateliers.grader.report;

import ateliers.cloud.folders.FileDigests;
import ateliers.grader.checklist.Observation;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Usage;
import ateliers.grader.verdict.Beginning;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The three reports of one grading. They are written once, sealed, when all that ran for the submission has ended; what else wrote
 * there meanwhile is told, and does not stay.
 */
public final class ReportFolder implements Progress {
    private final Path folder;
    private final Object identity;
    private final Optional<SealKey> key;
    private final Consumer<String> says;
    private final Consumer<String> warns;
    private final JsonReport json;
    private final HtmlReport html;
    private final JunitReport junit;
    private List<String> written = List.of();

    private ReportFolder(
            Path folder, Object identity, Optional<SealKey> key, Consumer<String> says, Consumer<String> warns) {
        this.folder = folder;
        this.identity = identity;
        this.key = key;
        this.says = says;
        this.warns = warns;
        this.json = new JsonReport(folder);
        this.html = new HtmlReport(folder);
        this.junit = new JunitReport(folder);
    }

    /**
     * Makes the folder where there is none, and takes away what an earlier grading has left: a grading that does not end leaves no
     * report, rather than another's.
     *
     * @param key with which is sealed; without it reports have no seal
     * @param says told the seal, in one line
     * @param warns told what else wrote there
     */
    public static ReportFolder open(Path folder, Optional<SealKey> key, Consumer<String> says, Consumer<String> warns) {
        ReportFiles.prepare(folder);
        try {
            Path real = folder.toRealPath();
            ReportFolder opened = new ReportFolder(real, identity(real), key, says, warns);
            for (Path file : opened.files().toList()) {
                Files.deleteIfExists(file);
            }
            return opened;
        } catch (IOException e) {
            throw ReportFiles.unwritable(folder, e);
        }
    }

    @Override
    public void began(Beginning beginning) {
        json.began(beginning);
        html.began(beginning);
    }

    @Override
    public void under(String conditions) {
        json.under(conditions);
        html.under(conditions);
    }

    @Override
    public boolean observes() {
        return true;
    }

    @Override
    public void observed(Observation observation) {
        html.observed(observation);
    }

    @Override
    public void used(Usage usage) {
        json.used(usage);
        html.used(usage);
    }

    @Override
    public void closed(Verdict verdict) {
        requireSameFolder();
        files().filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .forEach(file -> warns.accept(
                        "Attention : pendant la notation, autre chose que le correcteur a écrit %s. Voici le vrai rapport."
                                .formatted(file)));
        Optional<Seal> seal = json.write(verdict, key);
        junit.write(verdict, seal);
        // Last, for it has pictures to draw: whatever becomes of them, the others stand.
        html.write(verdict, seal);
        written = digests();
        seal.ifPresent(each -> says.accept("Sceau : %s, clé %s.".formatted(each.shortForm(), each.key())));
    }

    /** What was changed since it was written, as functions of other submissions could while they are graded. */
    public Optional<String> changed() {
        return written.isEmpty() || written.equals(digests())
                ? Optional.empty()
                : Optional.of("Attention : les rapports de %s ont été modifiés depuis : note ce rendu de nouveau."
                        .formatted(folder));
    }

    private void requireSameFolder() {
        try {
            if (folder.toRealPath().equals(folder) && Objects.equals(identity(folder), identity)) {
                return;
            }
        } catch (IOException e) {
            // It is gone, which is no better than another in its place.
        }
        throw new GraderException(
                "Le dossier des rapports, %s, a été remplacé pendant la notation : rien n'y est écrit. Donne un dossier que le code noté ne peut pas atteindre."
                        .formatted(folder));
    }

    private List<String> digests() {
        try {
            List<Path> there = files().filter(Files::isRegularFile).toList();
            return FileDigests.sha256(there);
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    private Stream<Path> files() {
        return Stream.of(JsonReport.NAME, HtmlReport.NAME, JunitReport.NAME).map(folder::resolve);
    }

    /** What no other folder has that takes the same name; null on systems that do not tell. */
    private static Object identity(Path folder) throws IOException {
        return Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }
}
