package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ateliers.grader.deploy.Deployed;
import ateliers.grader.packaging.SubmittedFiles;
import ateliers.grader.targets.Bounds;
import ateliers.grader.targets.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

class StackTest {
    private static final Duration STILL = Duration.ofSeconds(60);

    private final Busy target = new Busy();
    private final Stack stack = new Stack(
            new Deployed(target, null, "pile", Map.of(), Map.of(), new SubmittedFiles(Path.of("."))), () -> null);

    @Test
    void waitsOnWhileSomethingIsDone() {
        assertThat(stack.awaitAll(left(9, 6, 3, 0), STILL)).isTrue();
        assertThat(target.waits).isEqualTo(3);
    }

    @Test
    void givesUpWhenNothingIsDone() {
        assertThat(stack.awaitAll(left(9, 6, 6, 0), STILL)).isFalse();
        assertThat(target.waits).isEqualTo(2);
    }

    @Test
    void givesUpInTheEndOnWhatGoesOnForEver() {
        assertThat(stack.awaitAll(left(9, 8, 7, 6, 5, 4, 3, 2, 1, 0), STILL)).isFalse();
        assertThat(target.waits).isEqualTo(5);
    }

    @Test
    void aBurstIsNotEvaluatedWhereTooFewFunctionsMayRunAtOnce() {
        target.concurrency = 9;
        assertThatThrownBy(stack::requiresBursts)
                .isInstanceOf(Unmet.NotEvaluated.class)
                .hasMessageContainingAll("n'accorde que 9 exécutions", "en demande 10", "Service Quotas");

        target.concurrency = 10;
        stack.requiresBursts();
    }

    @ParameterizedTest
    @CsvSource({"10, 4", "15, 6", "19, 7", "20, 8", "1000, 8"})
    void fewerComeTogetherWhereFewerFunctionsMayRunAtOnce(int concurrency, int clients) {
        target.concurrency = concurrency;

        assertThat(stack.together(8)).isEqualTo(clients);
    }

    @Test
    void givesAnOutputOfTheStack() {
        Stack deployed = new Stack(
                new Deployed(
                        target,
                        null,
                        "pile",
                        Map.of("ApiUrl", "https://a"),
                        Map.of(),
                        new SubmittedFiles(Path.of("."))),
                () -> stack);

        assertThat(deployed.output("ApiUrl")).isEqualTo("https://a");
        assertThat(deployed.outputs()).containsOnlyKeys("ApiUrl");
        assertThat(deployed.again()).isSameAs(stack);
    }

    @Test
    void saysWhichTaskAddsAnOutputThatIsMissing() throws NoSuchMethodException {
        Stack deployed = new Stack(
                new Deployed(
                        target, null, "pile", Map.of("B", "2", "A", "1"), Map.of(), new SubmittedFiles(Path.of("."))),
                () -> null);

        assertThat(missing(stack)).satisfies(failure -> {
            assertThat(failure).hasMessage("La sortie ApiUrl manque à la pile.");
            assertThat(failure.expected()).contains("une sortie nommée ApiUrl");
            assertThat(failure.seen()).contains("aucune sortie");
            assertThat(failure.hint()).contains("Tâche 1 : ajoute ApiUrl dans la section Outputs de template.yaml.");
        });
        deployed.begin(criterion("bonus"));
        assertThat(missing(deployed)).satisfies(failure -> {
            assertThat(failure.seen()).contains("les sorties A, B");
            assertThat(failure.hint())
                    .contains("Tâche 7 : ajoute ApiUrl dans la section Outputs de template.yaml."
                            + " C'est un bonus : sans lui, la note ne baisse pas.");
        });
        deployed.begin(criterion("row"));
        assertThat(missing(deployed).hint())
                .contains("Tâche 3 : ajoute ApiUrl dans la section Outputs de template.yaml.");
    }

    @Test
    void doesNotEvaluateWhatTheTargetCannotShow() {
        assertThatThrownBy(() -> stack.requires(Target.MovesTime.class, "cette cible ne déplace pas le temps"))
                .isInstanceOf(Unmet.NotEvaluated.class)
                .hasMessage("cette cible ne déplace pas le temps");
        assertThat(stack.offers(Target.MovesTime.class)).isEmpty();
    }

    @Test
    void nothingHappensWhereItDoesNot() {
        assertThat(stack.never(() -> true, STILL)).isFalse();
        assertThat(stack.never(() -> false, STILL)).isTrue();
    }

    @Test
    void whatTheTargetLacksTellsNothingOfTheSubmission() {
        AwsServiceException lacked =
                AwsServiceException.builder().statusCode(501).message("Pas ici").build();

        assertThatThrownBy(() -> stack.refuseLacks(new IllegalStateException(lacked)))
                .isInstanceOf(Unmet.NotEvaluated.class)
                .hasMessage("Cette cible n'a pas ce que le critère demande : Pas ici");
        stack.refuseLacks(new IllegalStateException("autre chose"));
    }

    private static CriterionFailure missing(Stack stack) {
        return catchThrowableOfType(CriterionFailure.class, () -> stack.output("ApiUrl"));
    }

    private static Criterion criterion(String method) throws NoSuchMethodException {
        return Rows.class.getDeclaredMethod(method).getAnnotation(Criterion.class);
    }

    private interface Rows {
        @Criterion(id = "row", order = 1, points = 1, title = "Une ligne", task = 3)
        void row();

        @Criterion(id = "bonus", order = 2, points = 1, title = "Un bonus", task = 7, bonus = true)
        void bonus();
    }

    /** What is left at first and after each wait. */
    private IntSupplier left(Integer... counts) {
        Iterator<Integer> waits = List.of(counts).iterator();
        int[] now = {waits.next()};
        target.waiting = () -> now[0] = waits.next();
        return () -> now[0];
    }

    /** A target on which something may be done while one waits, and no more. */
    private static final class Busy implements Target {
        private Runnable waiting = () -> {};
        private int waits;
        private int concurrency;

        @Override
        public Bounds bounds() {
            return new Bounds("", Optional.empty(), concurrency, Duration.ZERO);
        }

        @Override
        public boolean lacks(AwsServiceException answer) {
            return answer.statusCode() == 501;
        }

        @Override
        public boolean await(BooleanSupplier condition, Duration atMost) {
            waits++;
            waiting.run();
            return condition.getAsBoolean();
        }

        @Override
        public boolean never(BooleanSupplier condition, Duration during) {
            return !await(condition, during);
        }

        @Override
        public String name() {
            return "busy";
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.empty();
        }

        @Override
        public Region region() {
            return Region.EU_WEST_3;
        }

        @Override
        public AwsCredentialsProvider credentials() {
            return AnonymousCredentialsProvider.create();
        }

        @Override
        public <T> Optional<T> capability(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
