package ateliers.grader.verdict;

import ateliers.grader.checklist.Status;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The mark and what it is made of.
 *
 * @param message why nothing could be graded; null when it was
 */
public record Verdict(
        String lab,
        String title,
        String target,
        Kind kind,
        String message,
        List<CriterionResult> criteria,
        Duration duration) {

    public Verdict {
        criteria = List.copyOf(criteria);
    }

    /** The points earned, bonus left out. */
    public int score() {
        return criteria.stream()
                .filter(c -> !c.bonus())
                .mapToInt(CriterionResult::points)
                .sum();
    }

    /** The points that this target could give: those of criteria that were not evaluated leave it, and nothing is rescaled. */
    public int max() {
        return criteria.stream()
                .filter(c -> !c.bonus() && c.status() != Status.NOT_EVALUATED)
                .mapToInt(CriterionResult::max)
                .sum();
    }

    /** Why the maximum is not the lab's, in French; empty where it is. */
    public Optional<String> reduction() {
        List<CriterionResult> left = criteria.stream()
                .filter(c -> c.status() == Status.NOT_EVALUATED)
                .toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        int points = left.stream()
                .filter(c -> !c.bonus())
                .mapToInt(CriterionResult::max)
                .sum();
        String who = left.size() == 1
                ? "1 critère n'est pas évalué ici et ne compte"
                : left.size() + " critères ne sont pas évalués ici et ne comptent";
        return Optional.of("Note sur %d au lieu de %d : %s pas dans le maximum.".formatted(max(), max() + points, who));
    }

    public int bonus() {
        return criteria.stream()
                .filter(CriterionResult::bonus)
                .mapToInt(CriterionResult::points)
                .sum();
    }

    /** {@code 17/20 (+1 bonus)}. */
    public String mark() {
        return score() + "/" + max() + (bonus() > 0 ? " (+%d bonus)".formatted(bonus()) : "");
    }

    public boolean has(Status status) {
        return criteria.stream().anyMatch(c -> c.status() == status);
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        if (kind == Kind.UNUSABLE) {
            return ExitCode.UNUSABLE;
        }
        if (kind == Kind.ERROR || has(Status.ERROR) || showsNothing()) {
            return ExitCode.FAULT;
        }
        boolean missed = criteria.stream()
                .anyMatch(c -> !c.bonus() && (c.status() == Status.FAILED || c.status() == Status.SKIPPED));
        return missed ? ExitCode.MISSED : ExitCode.PASSED;
    }

    /** Whether the target could not show one criterion: that is neither a success nor a failure. */
    private boolean showsNothing() {
        return !criteria.isEmpty() && criteria.stream().allMatch(c -> c.status() == Status.NOT_EVALUATED);
    }

    /** How a grading ended. */
    public enum Kind {
        GRADED,
        /** The submission could not be graded. */
        UNUSABLE,
        /** The grader or the machine failed. */
        ERROR;

        /** The value used in {@code report.json}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
