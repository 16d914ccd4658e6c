package ateliers.grader.cli;

import ateliers.cloud.template.ResourceSchemas;
import ateliers.grader.build.Builder;
import ateliers.grader.build.Built;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Stacks;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.AllowedResources;
import ateliers.grader.packaging.Packager;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Targets;
import ateliers.grader.verdict.Calibration;
import ateliers.grader.verdict.Checklists;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Grading;
import ateliers.grader.verdict.Limit;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Submission, build, package, deploy, checklist, verdict, report: one way, whatever AWS it is graded on. */
record Pipeline(
        Courses courses,
        List<Progress> listeners,
        Map<String, String> parameters,
        Set<String> only,
        Duration longest,
        TargetChoice choice,
        boolean isCalibration) {

    Pipeline(
            Courses courses,
            List<Progress> listeners,
            Map<String, String> parameters,
            Set<String> only,
            Duration longest,
            TargetChoice choice) {
        this(courses, listeners, parameters, only, longest, choice, false);
    }

    /**
     * @param given the folder or archive
     * @param lab its lab by name or number; null to recognise it
     * @param work an empty private folder
     */
    Verdict grade(Path given, String lab, Path work) throws Exception {
        Limit limit = Limit.fromNow(longest);
        Submission read = new Submissions(courses.labs()).read(given, lab, work);
        Submission submission = choice.guarded() ? read.asFromElsewhere() : read;
        Class<?> checklist = courses.checklist(submission.lab().id());
        requireCriteria(checklist);
        Grading grading = new Grading(checklist, choice.kind().name(), listeners, limit);
        grading.begin(name(given));
        Verdict verdict = grade(submission, work, grading, checklist, limit);
        listeners.forEach(listener -> listener.closed(verdict));
        return verdict;
    }

    private Verdict grade(Submission submission, Path work, Grading grading, Class<?> checklist, Limit limit)
            throws Exception {
        grading.step("cible " + choice.kind().name());
        Targets opened;
        try {
            opened = choice.open();
        } catch (GraderException e) {
            return grading.refuse(Verdict.Kind.ERROR, e.getMessage());
        }
        try (Targets targets = opened;
                Interruption interruption = Interruption.closes(targets)) {
            grading.under(targets.conditions());
            return grade(submission, work, targets, grading, checklist, limit);
        }
    }

    private static String name(Path given) {
        Path name = given.toAbsolutePath().normalize().getFileName();
        return name == null ? given.toString() : name.toString();
    }

    private Verdict grade(
            Submission submission, Path work, Targets targets, Grading grading, Class<?> checklist, Limit limit)
            throws Exception {
        Packager packager;
        Map<String, String> passed;
        try {
            passed = passed(checklist);
            grading.step("construction");
            Map<String, String> given = passed;
            packager = limit.run(() -> packager(submission, work, given));
            requireParameters(packager);
            requireAllowed(submission, packager);
            new Agreement(choice).require(targets, packager, passed);
        } catch (Unusable e) {
            return grading.refuse(Verdict.Kind.UNUSABLE, e.getMessage());
        } catch (GraderException | TimeoutException e) {
            return grading.refuse(Verdict.Kind.ERROR, e.getMessage());
        }
        try (Stacks stacks = new Stacks(
                        targets,
                        new Deployer(packager, passed, defaults(checklist)),
                        Checklists.preparation(checklist, packager.declared(passed)));
                Interruption interruption = Interruption.closes(stacks)) {
            return grading.play(
                    stacks, only, targets.areAsAws() ? Calibration.NONE : solution(submission, grading, work));
        }
    }

    /** The solution on the same target, played where the submission missed something. */
    private Calibration solution(Submission submission, Grading grading, Path work) {
        return missed -> {
            Optional<Path> solution = submission.lab().solution();
            if (isCalibration || solution.isEmpty()) {
                return Map.of();
            }
            grading.step("étalonnage : la solution de l'atelier sur la même cible");
            try {
                Path folder = Files.createDirectory(work.resolve("etalonnage"));
                Verdict verdict = new Pipeline(
                                courses, List.of(), Map.of(), missed, longest, choice.with(Consent.FOR_BOTH), true)
                        .grade(solution.get(), submission.lab().id(), folder);
                if (verdict.kind() != Verdict.Kind.GRADED) {
                    return Map.of();
                }
                return verdict.criteria().stream().collect(Collectors.toMap(CriterionResult::id, Function.identity()));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new GraderException("La solution de l'atelier n'a pas pu être notée : " + e.getMessage(), e);
            }
        };
    }

    /** What the lab's contract passes, and what the command line asks for in its place. */
    private Map<String, String> passed(Class<?> checklist) {
        return new Agreement(choice).parameters(Checklists.parameters(checklist), parameters);
    }

    /** Those that the command line does not ask for. */
    private Map<String, String> defaults(Class<?> checklist) {
        Map<String, String> defaults = new HashMap<>(Checklists.defaults(checklist));
        defaults.keySet().removeAll(parameters.keySet());
        return defaults;
    }

    private Packager packager(Submission submission, Path work, Map<String, String> passed) {
        Built built = new Builder(courses.labs().home()).build(submission, work);
        return new Packager(submission.template(), built, new SamHere(passed));
    }

    private void requireCriteria(Class<?> checklist) {
        Set<String> known = new TreeSet<>(
                Checklists.criteria(checklist).stream().map(Criterion::id).toList());
        for (String id : only) {
            if (!known.contains(id)) {
                throw new Unusable(
                        "Aucun critère ne s'appelle « %s ». Critères : %s.".formatted(id, String.join(", ", known)));
            }
        }
    }

    /** What is not permitted is not deployed, and nothing of it is marked. */
    private static void requireAllowed(Submission submission, Packager packager) {
        Path readme = submission.lab().starter().resolve("README.md");
        AllowedResources.of(readme)
                .refusal(packager.template(), ResourceSchemas.extract()::known)
                .ifPresent(refusal -> {
                    throw new Unusable(refusal);
                });
    }

    private void requireParameters(Packager packager) {
        Set<String> declared = packager.template().parameters();
        for (String name : parameters.keySet()) {
            if (!declared.contains(name)) {
                throw new Unusable("Le template ne déclare pas le paramètre « %s ».%s"
                        .formatted(
                                name, declared.isEmpty() ? "" : " Paramètres : " + String.join(", ", declared) + "."));
            }
        }
    }
}
