package ateliers.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Stacks;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Running;
import ateliers.grader.targets.Target;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GradingTest {
    private static final Limit NONE = new Limit(new CompletableFuture<>(), "");

    private final Grading grading = new Grading(SampleChecklist.class, "embedded", List.of(), NONE);
    private final Stacks none = new Stacks(
            () -> {
                throw new GraderException("no target");
            },
            null);

    @Test
    void givesEachEndOfACriterionItsStatus() {
        Map<String, Status> statuses = grading.play(none, Set.of()).criteria().stream()
                .collect(Collectors.toMap(CriterionResult::id, CriterionResult::status));

        assertThat(statuses)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("passes", Status.PASSED),
                        Map.entry("fails", Status.FAILED),
                        Map.entry("after-failure", Status.SKIPPED),
                        Map.entry("asserts", Status.FAILED),
                        Map.entry("refused", Status.FAILED),
                        Map.entry("broken", Status.ERROR),
                        Map.entry("after-error", Status.ERROR),
                        Map.entry("not-here", Status.NOT_EVALUATED),
                        Map.entry("after-not-here", Status.NOT_EVALUATED),
                        Map.entry("machine", Status.ERROR),
                        Map.entry("extra", Status.PASSED),
                        Map.entry("alone", Status.FAILED),
                        Map.entry("after-alone", Status.PASSED)));
    }

    @Test
    void keepsTheOrderOfTheChecklist() {
        assertThat(grading.play(none, Set.of()).criteria())
                .extracting(CriterionResult::id)
                .startsWith("passes", "fails", "after-failure", "asserts");
    }

    @Test
    void saysWhatWasExpectedAndSeenWithAHint() {
        CriterionResult failed = grading.play(none, Set.of("fails")).criteria().get(0);

        assertThat(failed.outcome().message()).isEqualTo("Le message");
        assertThat(failed.outcome().expected()).isEqualTo("un");
        assertThat(failed.outcome().seen()).isEqualTo("deux");
        assertThat(failed.outcome().hint()).isEqualTo("Tâche 2 : relis");
    }

    @Test
    void showsTheWordsOfAwsWhenItRefusesAProbe() {
        CriterionResult refused =
                grading.play(none, Set.of("refused")).criteria().get(0);

        assertThat(refused.outcome().seen()).isEqualTo("AccessDenied (403) : words of AWS");
    }

    @Test
    void playsWhatAnAskedCriterionDependsOnAndNothingElse() {
        assertThat(grading.play(none, Set.of("after-failure")).criteria())
                .extracting(CriterionResult::id)
                .containsExactly("fails", "after-failure");
    }

    @Test
    void countsPointsWithBonusApartAndWhatWasNotEvaluatedOut() {
        Verdict verdict = grading.play(none, Set.of());

        assertThat(verdict.score()).isEqualTo(5);
        assertThat(verdict.max()).isEqualTo(15);
        assertThat(verdict.bonus()).isEqualTo(1);
        assertThat(verdict.mark()).isEqualTo("5/15 (+1 bonus)");
    }

    @Test
    void tellsListenersWhatHappensInItsOrder() {
        List<String> heard = new ArrayList<>();
        Grading heardGrading = new Grading(SampleChecklist.class, "embedded", List.of(new Ear(heard)), NONE);

        Stacks stacks = new Stacks(
                () -> {
                    heard.add("a cloud starts");
                    throw new GraderException("no target");
                },
                null);
        assertThat(heard).isEmpty();

        heardGrading.begin("mon rendu");
        Verdict verdict = heardGrading.play(stacks, Set.of("after-failure"));

        assertThat(heard)
                .containsExactly(
                        "mon rendu 99-exemple Exemple",
                        "déploiement",
                        "a cloud starts",
                        "fails begins",
                        "fails FAILED",
                        "after-failure begins",
                        "after-failure SKIPPED",
                        "0/5");
        assertThat(verdict.lab()).isEqualTo("99-exemple");
        assertThat(verdict.target()).isEqualTo("embedded");
    }

    @Test
    void refusesASubmissionWithoutAPointAndWithoutAFault() {
        Verdict unusable = grading.refuse(Verdict.Kind.UNUSABLE, "pas de pom");
        Verdict error = grading.refuse(Verdict.Kind.ERROR, "plus de place");

        assertThat(unusable.message()).isEqualTo("pas de pom");
        assertThat(unusable.kind().code()).isEqualTo("unusable");
        assertThat(unusable.score()).isZero();
        assertThat(unusable.mark()).isEqualTo("0/19");
        assertThat(unusable.criteria())
                .hasSize(13)
                .allMatch(result -> result.status() == Status.SKIPPED)
                .allMatch(result -> result.outcome().message().equals("Rien n'a pu être noté."));
        assertThat(error.criteria()).hasSize(13).allMatch(result -> result.status() == Status.ERROR);
        assertThat(error.exitCode()).isEqualTo(3);
    }

    @Test
    void passesWhenOnlyABonusOrWhatCannotBeSeenHereIsMissing() {
        Verdict verdict = grading.play(none, Set.of("passes", "not-here", "extra"));

        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.has(Status.NOT_EVALUATED)).isTrue();
        assertThat(verdict.has(Status.FAILED)).isFalse();
    }

    @Test
    void findsTheChecklistOfALab() {
        assertThat(Checklists.all())
                .extracting(type -> Checklists.of(type).lab())
                .isSorted()
                .contains("05-orders-sqs");
        assertThat(Checklists.forLab("05-orders-sqs"))
                .hasValueSatisfying(
                        type -> assertThat(Checklists.of(type).lab()).isEqualTo("05-orders-sqs"));
        assertThat(Checklists.forLab("99-exemple")).isEmpty();
    }

    /** Writes down what it hears. */
    private record Ear(List<String> heard) implements Progress {
        @Override
        public void began(Beginning beginning) {
            heard.add(beginning.folder() + " " + beginning.lab() + " " + beginning.title());
        }

        @Override
        public void step(String what) {
            heard.add(what);
        }

        @Override
        public void started(Criterion criterion) {
            heard.add(criterion.id() + " begins");
        }

        @Override
        public void finished(CriterionResult result) {
            heard.add(result.id() + " " + result.status());
        }

        @Override
        public void ended(Verdict verdict) {
            heard.add(verdict.mark());
        }
    }

    @Test
    void exitsByWhatHappened() {
        assertThat(grading.play(none, Set.of("passes")).exitCode()).isZero();
        assertThat(grading.play(none, Set.of("fails")).exitCode()).isEqualTo(1);
        assertThat(grading.refuse(Verdict.Kind.UNUSABLE, "pas de pom").exitCode())
                .isEqualTo(2);
        assertThat(grading.play(none, Set.of("fails", "machine")).exitCode()).isEqualTo(3);
        assertThat(grading.play(none, Set.of("not-here")).exitCode()).isEqualTo(3);
    }

    @Test
    void playsWhatIsApartBesideTheRestAndTellsOfAllInTheOrderOfTheChecklist() {
        SideBySideChecklist.again();
        List<String> told = new ArrayList<>();
        Progress listener = new Progress() {
            @Override
            public void started(Criterion criterion) {
                told.add(criterion.id());
            }

            @Override
            public void finished(CriterionResult result) {
                told.add(result.id() + " " + result.status());
            }
        };

        Verdict verdict =
                new Grading(SideBySideChecklist.class, "embedded", List.of(listener), NONE).play(none, Set.of());

        assertThat(verdict.score()).as(verdict.toString()).isEqualTo(20);
        assertThat(told)
                .containsExactly(
                        "first",
                        "first PASSED",
                        "fresh",
                        "fresh PASSED",
                        "shared",
                        "shared PASSED",
                        "pair",
                        "pair PASSED");
    }

    @Test
    void atTheLimitWhatHasNotEndedIsAnErrorAndTheStacksAreClosed() {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        List<String> heard = new ArrayList<>();
        EndlessChecklist.begins(() -> reached.complete(null));
        List<String> called = new ArrayList<>();
        Running endless =
                new Running("arn:aws:lambda:eu-west-3:1:function:f", Duration.ofSeconds(9), Duration.ofSeconds(30));
        Target.TellsStory story =
                fake(Target.TellsStory.class, (method, given) -> method.equals("running") ? List.of(endless) : null);
        Target target = fake(Target.class, (method, given) -> {
            called.add(method);
            return !method.equals("capability")
                    ? null
                    : given[0] == Target.TellsStory.class ? Optional.of(story) : Optional.empty();
        });

        Verdict verdict = new Grading(
                        EndlessChecklist.class,
                        "embedded",
                        List.of(new Ear(heard)),
                        new Limit(reached, "la limite est atteinte"))
                .play(new Stacks(() -> target, null), Set.of());

        assertThat(verdict.criteria())
                .extracting(
                        CriterionResult::id,
                        CriterionResult::status,
                        result -> result.outcome().message())
                .containsExactly(
                        tuple("before", Status.PASSED, null),
                        tuple(
                                "endless",
                                Status.ERROR,
                                "la limite est atteinte " + Limit.ADVICE
                                        + "\nLa fonction f n'a pas fini : elle a été appelée il y a 9 s, et son délai"
                                        + " (Timeout) est de 30 s."),
                        tuple("after", Status.ERROR, "la limite est atteinte"));
        assertThat(verdict.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(verdict.score()).isEqualTo(5);
        assertThat(heard).endsWith("endless begins", "endless ERROR", "after ERROR", "5/20");
        assertThat(called).endsWith("close");
    }

    @Test
    void theLimitSaysHowLongItWasAndHowToGetMore() {
        assertThatThrownBy(() -> Limit.fromNow(Duration.ZERO).run(() -> {
                    new CountDownLatch(1).await();
                    return "never";
                }))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContainingAll("limite de 0 min", "--limit");
    }

    @Test
    void whatTheWorkAnswersOrThrowsComesAsItIs() throws Exception {
        assertThat(NONE.<String>run(() -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> NONE.run(() -> {
                    throw new GraderException("sa faute");
                }))
                .isInstanceOf(GraderException.class)
                .hasMessage("sa faute");
    }

    /** @param answers to a method's name and arguments */
    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, given) -> answers.apply(method.getName(), given)));
    }
}
