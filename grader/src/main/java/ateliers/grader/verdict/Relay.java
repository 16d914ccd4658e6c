package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.MailsRead;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Hears criteria that are played side by side, and tells of them one after the other, in the checklist's order. */
final class Relay implements TestExecutionListener {
    private final List<Criterion> criteria;
    private final MailsRead mailsRead;
    private final List<Progress> listeners;
    private final Map<String, Long> started = new HashMap<>();
    private final Map<String, Long> ended = new HashMap<>();
    private final Map<String, CriterionResult> results = new HashMap<>();
    private String silence = "Le critère n'a pas été joué.";
    private String interrupted;
    private boolean cut;
    private int told;
    private boolean toldStart;

    Relay(List<Criterion> criteria, MailsRead mailsRead, List<Progress> listeners) {
        this.mailsRead = mailsRead;
        this.criteria = criteria;
        this.listeners = listeners;
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        Criterion criterion = criterion(test);
        if (criterion != null && !cut) {
            started.put(criterion.id(), System.nanoTime());
            tell();
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Criterion criterion = criterion(test);
        if (criterion != null && !cut) {
            long now = System.nanoTime();
            ended.put(criterion.id(), now);
            Outcome outcome = Outcome.of(result.getThrowable().orElse(null));
            results.put(
                    criterion.id(),
                    CriterionResult.of(
                            criterion,
                            outcome,
                            Duration.ofNanos(Math.max(0, now - begin(criterion))),
                            mailsRead.of(criterion.id())));
            tell();
        }
    }

    /** One that is played beside others may have waited for what it depends on. */
    private long begin(Criterion criterion) {
        return Stream.of(criterion.dependsOn())
                .map(id -> ended.getOrDefault(id, Long.MIN_VALUE))
                .reduce(started.get(criterion.id()), Math::max);
    }

    private void tell() {
        while (told < criteria.size()) {
            Criterion next = criteria.get(told);
            if (!started.containsKey(next.id())) {
                return;
            }
            if (!toldStart) {
                toldStart = true;
                listeners.forEach(listener -> listener.started(next));
            }
            CriterionResult result = results.get(next.id());
            if (result == null) {
                return;
            }
            told++;
            toldStart = false;
            listeners.forEach(listener -> listener.finished(result));
        }
    }

    /**
     * Hears no more: what has not ended by now is an error, and this is why.
     *
     * @param unfinished what was under way; told where a criterion had begun
     */
    synchronized void cut(String why, List<String> unfinished) {
        cut = true;
        silence = why;
        interrupted = String.join(
                "\n",
                Stream.concat(Stream.of(why + " " + Limit.ADVICE), unfinished.stream())
                        .toList());
    }

    /** All results; a criterion of which nothing was heard was not played, and that is no one's failure but ours. */
    synchronized List<CriterionResult> results() {
        List<CriterionResult> all = new ArrayList<>();
        for (Criterion criterion : criteria) {
            CriterionResult heard = results.get(criterion.id());
            all.add(heard == null ? silent(criterion) : heard);
        }
        all.stream().skip(told).forEach(result -> listeners.forEach(listener -> listener.finished(result)));
        told = criteria.size();
        return all;
    }

    private CriterionResult silent(Criterion criterion) {
        String why = cut && started.containsKey(criterion.id()) ? interrupted : silence;
        return CriterionResult.of(criterion, new Outcome(Status.ERROR, why, null, null, null), Duration.ZERO);
    }

    private static Criterion criterion(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod())
                .flatMap(Checklists::criterion)
                .orElse(null);
    }
}
