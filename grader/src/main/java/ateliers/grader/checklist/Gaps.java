package ateliers.grader.checklist;

import ateliers.grader.targets.Step;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a criterion met that AWS has and the target lacks. It is never the student's fault; but a function may ask for it on purpose,
 * where its work is wrong anyway, so that a failure is no failure any more. Such a call is to blame only where it can have been: where
 * the invocation that made it failed, or an API answered 5xx after it.
 *
 * @param steps all that happened, oldest first
 */
record Gaps(List<Step> steps) {
    private static final Pattern SESSION = Pattern.compile("arn:aws:sts::\\d+:assumed-role/[^/]+/(.+)");

    /** Whose call it is the target does not say where it lacks the whole service: it knows no service to ask for a signature. */
    private static final List<String> NOBODY = List.of("unknown", "anonymous");

    /** What a criterion that did not fail met: whatever it was, nobody knows what else would have happened. */
    Optional<String> met() {
        return said(gaps());
    }

    /** What can have made a criterion fail. */
    Optional<String> blamed() {
        return said(gaps().stream().filter(this::canHaveFailed).toList());
    }

    private List<Step> gaps() {
        return steps.stream().filter(Step::isGap).toList();
    }

    private static Optional<String> said(List<Step> gaps) {
        return gaps.isEmpty()
                ? Optional.empty()
                : Optional.of(gaps.stream()
                        .map(step -> "« %s »".formatted(step.message()) + by(step))
                        .distinct()
                        .collect(Collectors.joining(" ; ", "La cible ne sait pas encore faire : ", "")));
    }

    private static String by(Step gap) {
        var session = SESSION.matcher(gap.actor());
        return session.matches() ? " (appel de la fonction %s)".formatted(session.group(1)) : "";
    }

    private boolean canHaveFailed(Step gap) {
        boolean byFunction = SESSION.matcher(gap.actor()).matches() || NOBODY.contains(gap.actor());
        if (gap.kind() == Step.Kind.DEFECT || !byFunction) {
            return true;
        }
        List<Step> later = steps.subList(steps.indexOf(gap), steps.size());
        Optional<Step> invocation = NOBODY.contains(gap.actor()) ? failedOrLast(later) : Why.met(steps, gap);
        return invocation.isEmpty()
                || !invocation.get().succeeded()
                || later.stream().anyMatch(Gaps::isServerError);
    }

    private static Optional<Step> failedOrLast(List<Step> later) {
        List<Step> invocations = later.stream()
                .filter(step -> step.kind() == Step.Kind.INVOCATION)
                .toList();
        return invocations.stream()
                .filter(step -> !step.succeeded())
                .findFirst()
                .or(() -> invocations.stream().reduce((first, second) -> second));
    }

    private static boolean isServerError(Step step) {
        return step.service().equals("execute-api") && step.outcome().matches("5\\d\\d");
    }
}
