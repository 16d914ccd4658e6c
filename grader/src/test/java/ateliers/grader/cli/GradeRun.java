package ateliers.grader.cli;

import ateliers.cloud.sandbox.Bubblewrap;
import ateliers.cloud.sandbox.Isolation;
import ateliers.grader.LiveAccount;
import ateliers.grader.submission.Labs;
import ateliers.grader.targets.EmbeddedKind;
import ateliers.grader.targets.Patience;
import ateliers.grader.targets.TargetOptions;
import ateliers.grader.verdict.Checklists;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Grades as the command does, without a console. */
public final class GradeRun {
    private GradeRun() {}

    public static Verdict grade(Path folder, String lab) throws Exception {
        return grade(folder, lab, Set.of());
    }

    /** @param only the criteria to play, with what they depend on; empty for all */
    public static Verdict grade(Path folder, String lab, Set<String> only) throws Exception {
        return grade(folder, lab, only, Duration.ofMinutes(10));
    }

    /** @param longest after which what is left is an error */
    public static Verdict grade(Path folder, String lab, Set<String> only, Duration longest) throws Exception {
        return grade(folder, lab, only, longest, isolation());
    }

    /** None, as on any machine, unless whoever runs the tests wants to see what an isolation changes: nothing, most of all. */
    private static Isolation isolation() {
        return Boolean.getBoolean("ateliers.isolation")
                ? Bubblewrap.onThisMachine().isolation().orElseThrow()
                : Isolation.none();
    }

    /** Grades with functions that are kept apart so. */
    public static Verdict grade(Path folder, String lab, Set<String> only, Duration longest, Isolation isolation)
            throws Exception {
        TargetChoice choice = new TargetChoice(new EmbeddedKind(isolation), TargetOptions.NONE);
        return grade(folder, lab, only, longest, choice);
    }

    /** Grades on an AWS that is somewhere else. */
    public static Verdict gradeAt(URI endpoint, Path folder, String lab, Set<String> only, Patience patience)
            throws Exception {
        TargetOptions options = TargetOptions.NONE.withEndpoint(endpoint).withPatience(patience);
        return grade(folder, lab, only, Duration.ofMinutes(40), TargetChoice.of("endpoint", options));
    }

    /** Grades on somebody's account, who has agreed. */
    public static Verdict gradeLive(
            LiveAccount account, TargetOptions options, Path folder, String lab, Set<String> only) throws Exception {
        return grade(
                folder,
                lab,
                only,
                Duration.ofMinutes(40),
                new TargetChoice(account.kind(), options).with(plan -> Optional.empty()));
    }

    /** Grades on an AWS in a container. */
    public static Verdict gradeIn(String target, String image, Path folder, String lab, Patience patience)
            throws Exception {
        TargetOptions options = TargetOptions.NONE.withImage(image).withPatience(patience);
        return grade(folder, lab, Set.of(), Duration.ofMinutes(40), TargetChoice.of(target, options));
    }

    private static Verdict grade(Path folder, String lab, Set<String> only, Duration longest, TargetChoice choice)
            throws Exception {
        Path home = Path.of("..").toRealPath();
        List<Progress> silent = List.of();
        try (WorkFolder work = WorkFolder.make(false, System.err)) {
            return new Pipeline(new Courses(Labs.in(home), Checklists::forLab), silent, Map.of(), only, longest, choice)
                    .grade(folder.toRealPath(), lab, work.path());
        }
    }
}
