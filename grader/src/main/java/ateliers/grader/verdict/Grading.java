package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.MailsRead;
import ateliers.grader.checklist.Observation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Play;
import ateliers.grader.checklist.Stacks;
import ateliers.grader.checklist.Status;
import ateliers.grader.checklist.Statuses;
import ateliers.grader.targets.Usage;
import ateliers.grader.targets.Versions;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Plays a checklist with the JUnit Platform's launcher and makes a verdict of what it hears. */
public final class Grading {
    private final Class<?> checklist;
    private final String target;
    private final List<Progress> listeners;
    private final Limit limit;
    private final long start = System.nanoTime();

    public Grading(Class<?> checklist, String target, List<Progress> listeners, Limit limit) {
        this.checklist = checklist;
        this.target = target;
        this.listeners = List.copyOf(listeners);
        this.limit = limit;
    }

    /**
     * Tells the listeners that grading begins.
     *
     * @param folder the name of what is graded
     */
    public void begin(String folder) {
        var facts = Checklists.of(checklist);
        Beginning beginning = new Beginning(facts.lab(), facts.title(), folder, ZonedDateTime.now(), Versions.own());
        listeners.forEach(listener -> listener.began(beginning));
    }

    /** Tells the listeners how is graded, where that has to be said. */
    public void under(String conditions) {
        if (!conditions.isEmpty()) {
            listeners.forEach(listener -> listener.under(conditions));
        }
    }

    /** Tells the listeners that a step before the criteria begins. */
    public void step(String what) {
        listeners.forEach(listener -> listener.step(what));
    }

    /**
     * Plays the criteria that share a stack, and beside them those that have clouds apart. At the limit the stacks are closed with
     * all that runs there, and what has not ended is an error.
     *
     * @param only ids of the criteria asked for, to which what they depend on is added; empty means all
     */
    public Verdict play(Stacks stacks, Set<String> only) {
        return play(stacks, only, Calibration.NONE);
    }

    /** @param calibration asked about what the submission missed */
    public Verdict play(Stacks stacks, Set<String> only, Calibration calibration) {
        List<Criterion> chosen = chosen(only);
        listeners.forEach(listener -> listener.planned(chosen.size()));
        if (!chosen.stream().allMatch(Grading::isApart)) {
            step("déploiement");
        }
        MailsRead mailsRead = new MailsRead();
        Relay relay = new Relay(chosen, mailsRead, listeners);
        Optional<Observation> seen = played(stacks, chosen, mailsRead, relay);
        List<CriterionResult> results = calibrated(relay.results(), calibration);
        Usage usage = stacks.usage();
        if (!usage.equals(Usage.NONE)) {
            listeners.forEach(listener -> listener.used(usage));
        }
        seen.ifPresent(observation -> listeners.forEach(listener -> listener.observed(observation)));
        return ended(Verdict.Kind.GRADED, null, results);
    }

    private List<CriterionResult> calibrated(List<CriterionResult> results, Calibration calibration) {
        List<CriterionResult> fair = calibration.applied(results);
        fair.stream()
                .filter(result -> !results.contains(result))
                .forEach(result -> listeners.forEach(listener -> listener.revised(result)));
        return fair;
    }

    /** Plays them as far as the limit lets; what was observed meanwhile, where a listener wants it and it was not cut short. */
    private Optional<Observation> played(Stacks stacks, List<Criterion> chosen, MailsRead mailsRead, Relay relay) {
        try {
            return limit.run(
                    () -> {
                        play(stacks, chosen, mailsRead, relay);
                        return listeners.stream().anyMatch(Progress::observes)
                                ? stacks.observation()
                                : Optional.empty();
                    },
                    why -> relay.cut(why, stacks.unfinished()));
        } catch (TimeoutException e) {
            // The criteria that have not ended carry its message.
            stacks.close();
            return Optional.empty();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Playing criteria throws nothing that is checked", e);
        }
    }

    private void play(Stacks stacks, List<Criterion> chosen, MailsRead mailsRead, Relay relay) {
        if (!chosen.stream().allMatch(Grading::isApart)) {
            stacks.prepare();
        }
        Play play =
                new Play(stacks, new Statuses(chosen.stream().map(Criterion::id).toList()), mailsRead);
        Map<Boolean, List<Criterion>> apart = chosen.stream().collect(Collectors.partitioningBy(Grading::isApart));
        stacks.prepareApart(apart.get(true));
        CompletableFuture<Void> beside = apart.get(true).isEmpty()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        () -> new Lane(checklist, apart.get(true)).run(play, relay),
                        work -> new Thread(work, "beside").start());
        new Lane(checklist, apart.get(false)).run(play, relay);
        beside.join();
        stacks.endApart();
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
