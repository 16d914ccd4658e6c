package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Play;
import ateliers.grader.checklist.Stacks;
import ateliers.grader.checklist.Status;
import ateliers.grader.checklist.Statuses;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Plays a checklist with the JUnit Platform's launcher and makes a verdict of what it hears. */
public final class Grading {
    private final Class<?> checklist;
    private final String target;
    private final List<Progress> listeners;
    private final long start = System.nanoTime();

    public Grading(Class<?> checklist, String target, List<Progress> listeners) {
        this.checklist = checklist;
        this.target = target;
        this.listeners = List.copyOf(listeners);
    }

    /** Tells the listeners that grading begins. */
    public void begin() {
        var facts = Checklists.of(checklist);
        listeners.forEach(listener -> listener.began(facts.lab(), facts.title()));
    }

    /** Tells the listeners that a step before the criteria begins. */
    public void step(String what) {
        listeners.forEach(listener -> listener.step(what));
    }

    /**
     * Plays the criteria that share a stack, and beside them those that have clouds apart.
     *
     * @param only ids of the criteria asked for, to which what they depend on is added; empty means all
     */
    public Verdict play(Stacks stacks, Set<String> only) {
        List<Criterion> chosen = chosen(only);
        if (!chosen.stream().allMatch(Grading::isApart)) {
            step("déploiement");
            stacks.prepare();
        }
        Play play =
                new Play(stacks, new Statuses(chosen.stream().map(Criterion::id).toList()));
        Relay relay = new Relay(chosen, listeners);
        Map<Boolean, List<Criterion>> apart = chosen.stream().collect(Collectors.partitioningBy(Grading::isApart));
        CompletableFuture<Void> beside = apart.get(true).isEmpty()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        () -> new Lane(checklist, apart.get(true)).run(play, relay),
                        work -> new Thread(work, "beside").start());
        new Lane(checklist, apart.get(false)).run(play, relay);
        beside.join();
        List<CriterionResult> results = relay.results();
        if (listeners.stream().anyMatch(Progress::observes)) {
            stacks.observation().ifPresent(seen -> listeners.forEach(listener -> listener.observed(seen)));
        }
        return ended(Verdict.Kind.GRADED, null, results);
    }

    private static boolean isApart(Criterion criterion) {
        return criterion.pair() || criterion.fresh();
    }

    /** A verdict on what could not be graded. */
    public Verdict refuse(Verdict.Kind kind, String message) {
        Status status = kind == Verdict.Kind.UNUSABLE ? Status.SKIPPED : Status.ERROR;
        Outcome outcome = new Outcome(status, "Rien n'a pu être noté.", null, null, null);
        return ended(
                kind,
                message,
                Checklists.criteria(checklist).stream()
                        .map(c -> CriterionResult.of(c, outcome, Duration.ZERO))
                        .toList());
    }

    private Verdict ended(Verdict.Kind kind, String message, List<CriterionResult> results) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        var facts = Checklists.of(checklist);
        Verdict verdict = new Verdict(facts.lab(), facts.title(), target, kind, message, results, took);
        listeners.forEach(listener -> listener.ended(verdict));
        return verdict;
    }

    private List<Criterion> chosen(Set<String> only) {
        List<Criterion> all = Checklists.criteria(checklist);
        if (only.isEmpty()) {
            return all;
        }
        Set<String> wanted = new HashSet<>(only);
        // Twice the length of the longest chain is enough, and the list is short.
        for (int round = 0; round < all.size(); round++) {
            all.stream().filter(c -> wanted.contains(c.id())).forEach(c -> wanted.addAll(List.of(c.dependsOn())));
        }
        return all.stream().filter(c -> wanted.contains(c.id())).toList();
    }
}
