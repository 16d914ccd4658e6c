package ateliers.grader.build;

import ateliers.grader.submission.Labs;
import ateliers.grader.submission.PomFacts;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Unusable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds what the lab's own POM would build. Where the submission's POM asks for nothing more, a compiler call with the lab's class
 * path does the same work without Maven's start. Where it does, only one's own folder is given to Maven: no plugin of an archive
 * ever runs.
 */
public final class Builder {
    private final ClassPaths classPaths;

    public Builder(Path home) {
        this.classPaths = new ClassPaths(home);
    }

    /**
     * @param work a private folder; what is built lands in it
     * @throws Unusable when the sources do not compile or the POM asks for what is not allowed
     */
    public Built build(Submission submission, Path work) {
        Labs.Lab lab = submission.lab();
        List<PomFacts> known = Stream.concat(Stream.of(lab.starter()), lab.solution().stream())
                .map(folder -> PomFacts.read(folder.resolve("pom.xml")))
                .toList();
        List<String> differences = PomFacts.read(submission.pom()).differencesFrom(known);
        if (differences.isEmpty()) {
            return new DirectBuild(classPaths.of(lab.starter().resolve("pom.xml"))).build(submission, work);
        }
        if (submission.inPlace()) {
            return MavenBuild.build(submission, work);
        }
        throw new Unusable(
                "Le pom.xml de ce rendu demande ce que l'atelier %s ne permet pas : %s. Reprends le pom.xml de l'atelier."
                        .formatted(lab.id(), String.join(" ; ", differences)));
    }
}
