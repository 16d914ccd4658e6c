package ateliers.grader.submission;

import java.nio.file.Path;

/**
 * What a student hands in.
 *
 * @param folder where it lies, unpacked
 * @param inPlace whether the folder is the student's own, so that its own Maven build may run; never for an archive
 * @param lab the lab it answers
 * @param template its SAM template
 */
public record Submission(Path folder, boolean inPlace, Labs.Lab lab, Path template) {

    /** The same, of which nothing may run that builds it. */
    public Submission asFromElsewhere() {
        return new Submission(folder, false, lab, template);
    }

    public Path pom() {
        return folder.resolve("pom.xml");
    }

    public Path sources() {
        return folder.resolve("src/main/java");
    }

    public Path resources() {
        return folder.resolve("src/main/resources");
    }
}
