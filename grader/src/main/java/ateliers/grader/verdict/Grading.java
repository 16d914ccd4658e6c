package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Stacks;
import ateliers.grader.checklist.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

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

    /** @param only ids of the criteria asked for, to which what they depend on is added; empty means all */
    public Verdict play(Stacks stacks, Set<String> only) {
        List<Criterion> chosen = chosen(only);
        if (!chosen.stream().allMatch(Criterion::fresh)) {
            step("déploiement");
            stacks.prepare();
        }
        Collector collector = new Collector();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(true)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getStore().put(Namespace.create(Stacks.class), Stacks.class, stacks);
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectors(chosen))
                                    .configurationParameter("junit.platform.output.capture.stdout", "false")
                                    .build(),
                            collector);
            // The session closes the stacks as it ends.
            if (listeners.stream().anyMatch(Progress::observes)) {
                stacks.observation().ifPresent(seen -> listeners.forEach(listener -> listener.observed(seen)));
            }
        }
        return ended(Verdict.Kind.GRADED, null, results(chosen, collector.results));
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

    private List<DiscoverySelector> selectors(List<Criterion> chosen) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (var method : checklist.getDeclaredMethods()) {
            if (Checklists.criterion(method).filter(chosen::contains).isPresent()) {
                selectors.add(DiscoverySelectors.selectMethod(checklist, method));
            }
        }
        return selectors;
    }

    /** A criterion of which nothing was heard was not played, and that is no one's failure but ours. */
    private static List<CriterionResult> results(List<Criterion> chosen, Map<String, CriterionResult> heard) {
        Outcome silent = new Outcome(Status.ERROR, "Le critère n'a pas été joué.", null, null, null);
        return chosen.stream()
                .map(c -> heard.getOrDefault(c.id(), CriterionResult.of(c, silent, Duration.ZERO)))
                .toList();
    }

    private final class Collector implements TestExecutionListener {
        private final Map<String, CriterionResult> results = new HashMap<>();
        private long started;

        @Override
        public void executionStarted(TestIdentifier test) {
            Criterion criterion = criterion(test);
            if (criterion != null) {
                started = System.nanoTime();
                listeners.forEach(listener -> listener.started(criterion));
            }
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Criterion criterion = criterion(test);
            if (criterion != null) {
                Outcome outcome = Outcome.of(result.getThrowable().orElse(null));
                CriterionResult finished =
                        CriterionResult.of(criterion, outcome, Duration.ofNanos(System.nanoTime() - started));
                results.put(criterion.id(), finished);
                listeners.forEach(listener -> listener.finished(finished));
            }
        }

        private Criterion criterion(TestIdentifier test) {
            return test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getJavaMethod())
                    .flatMap(Checklists::criterion)
                    .orElse(null);
        }
    }
}
