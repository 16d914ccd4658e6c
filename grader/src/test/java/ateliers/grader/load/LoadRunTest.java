package ateliers.grader.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.checklist.Scenario;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Web.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads on a clock that moves only when somebody waits or answers. */
class LoadRunTest {
    private static final long MILLI = 1_000_000;

    private final Clock clock = new Clock();
    private final List<String> progress = new ArrayList<>();

    @Test
    void operationsBeginAtAnEvenPace() {
        List<Long> begun = new ArrayList<>();

        Answers answers = run(new Load(5, 2, 1), number -> {
            begun.add(clock.nanos / MILLI);
            return created(number);
        });

        assertThat(begun).containsExactly(0L, 200L, 400L, 600L, 800L, 1000L, 1200L, 1400L, 1600L, 1800L);
        assertThat(answers.operations()).isEqualTo(10);
        assertThat(answers.accepted()).hasSize(10);
        assertThat(answers.refused()).isEmpty();
        assertThat(answers.times().getMaxValue()).isZero();
        assertThat(answers.latest()).isEqualTo(Duration.ZERO);
    }

    /** The one client waits for a second: those that were due meanwhile have waited too, each a little less. */
    @Test
    void aSlowAnswerIsCountedForThoseThatWaitBehindIt() {
        Answers answers = run(new Load(10, 1, 1), number -> {
            if (number == 0) {
                clock.nanos += 1_000 * MILLI;
            }
            return created(number);
        });

        assertThat(millis(answers, 100)).isBetween(999L, 1_001L);
        assertThat(millis(answers, 50)).isBetween(499L, 601L);
        assertThat(millis(answers, 10)).isBetween(99L, 101L);
        assertThat(answers.latest()).isEqualTo(Duration.ofMillis(900));
        assertThat(answers.took()).isEqualTo(Duration.ofSeconds(1));
    }

    private static long millis(Answers answers, double percentile) {
        return answers.times().getValueAtPercentile(percentile) / 1_000;
    }

    @Test
    void whatIsNotAcceptedIsToldByItsKind() {
        Answers answers = run(new Load(6, 1, 1), number -> switch (number) {
            case 0, 1 -> new Scenario.Sent("x" + number, new Answer(429, Map.of(), "too many"));
            case 2 -> throw new GraderException("personne");
            case 3 -> new Scenario.Sent("", new Answer(201, Map.of(), "{}"));
            default -> new Scenario.Sent("same", new Answer(201, Map.of(), "{\"id\":\"same\"}"));
        });

        assertThat(answers.accepted()).containsExactly("same");
        assertThat(answers.refused())
                .isEqualTo(Map.of(
                        "réponse 429", new LoadRun.Kind(2, "too many"),
                        "sans réponse", new LoadRun.Kind(1, "personne"),
                        "réponse 201 sans numéro", new LoadRun.Kind(1, "{}"),
                        "réponse 201 avec le numéro d'une autre", new LoadRun.Kind(1, "{\"id\":\"same\"}")));
    }

    @Test
    void progressIsToldOnceASecond() {
        run(new Load(2, 3, 1), LoadRunTest::created);

        assertThat(progress)
                .containsExactly(
                        "  1 s : 3 opérations sur 6, dont 3 acceptées", "  2 s : 5 opérations sur 6, dont 5 acceptées");
    }

    @Test
    void severalClientsShareTheOperations() {
        Answers answers = run(new Load(200, 2, 8), LoadRunTest::created);

        assertThat(answers.accepted()).hasSize(400);
        assertThat(answers.times().getTotalCount()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0   | 10  | 8  | --rate va de 1 à 200 opérations par seconde, et tu en demandes 0.
            201 | 10  | 8  | --rate va de 1 à 200 opérations par seconde, et tu en demandes 201.
            20  | 301 | 8  | --seconds va de 1 à 300 secondes, et tu en demandes 301.
            20  | 10  | 65 | --clients va de 1 à 64 clients, et tu en demandes 65.
            """)
    void loadsHaveBounds(int rate, int seconds, int clients, String words) {
        assertThatThrownBy(() -> new Load(rate, seconds, clients))
                .isInstanceOf(Unusable.class)
                .hasMessage(words);
        assertThat(new Load(200, 300, 64).operations()).isEqualTo(60_000);
    }

    private static Scenario.Sent created(int number) {
        return new Scenario.Sent("id-" + number, new Answer(201, Map.of(), "{}"));
    }

    private Answers run(Load load, IntFunction<Scenario.Sent> sends) {
        AtomicInteger number = new AtomicInteger();
        return new LoadRun(load, clock, progress::add).run(new Scenario() {
            @Override
            public Sent send() {
                return sends.apply(number.getAndIncrement());
            }

            @Override
            public int left(Set<String> accepted) {
                return 0;
            }

            @Override
            public Duration patience() {
                return Duration.ZERO;
            }
        });
    }

    private static final class Clock implements Pace {
        private volatile long nanos;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public synchronized void until(long moment) {
            nanos = Math.max(nanos, moment);
        }
    }
}
