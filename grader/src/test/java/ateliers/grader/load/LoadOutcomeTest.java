package ateliers.grader.load;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklists.orders.OrdersUnderLoad;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadOutcomeTest {
    private static final Load LOAD = new Load(2, 5, 4);

    @Test
    void aQuietLoadIsToldInAFewLines() {
        Histogram times = new Histogram(3);
        times.recordValueWithCount(12_000, 9);
        times.recordValue(40_000);
        LoadOutcome outcome = outcome(
                new Answers(10, ids(10), Map.of(), times, Duration.ofMillis(5_200), Duration.ofMillis(3)),
                Set.of(),
                0,
                Map.of());

        assertThat(outcome.isQuiet()).isTrue();
        assertThat(said(outcome)).isEqualTo("""

                Charge : POST /orders, une commande nouvelle ; 2 opérations par seconde pendant 5 s, 4 clients.

                  parties         10 en 5,2 s
                  acceptées       10
                  refusées         0
                  perdues          0, parmi les acceptées
                                  10 sont TRAITEE, avec leur reçu

                Temps de réponse, compté depuis le moment où chaque opération devait partir :

                  médiane 12,0 ms, 90 % sous 12,0 ms, 99 % sous 40,0 ms, 99,9 % sous 40,0 ms, le plus long 40,0 ms

                Alarmes : la pile n'en a pas.
                """);
    }

    @Test
    void whatWentWrongIsTold() {
        LoadOutcome outcome = outcome(
                new Answers(
                        10,
                        ids(7),
                        Map.of(
                                "réponse 429", new LoadRun.Kind(2, "{\"message\":\n \"Too Many Requests\"}"),
                                "sans réponse", new LoadRun.Kind(1, "x".repeat(200))),
                        new Histogram(3),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1_500)),
                ids(6),
                3,
                Map.of("erreurs", "Alarm updated from OK to ALARM"));

        assertThat(outcome.isQuiet()).isFalse();
        assertThat(said(outcome))
                .contains(
                        "  refusées         3\n",
                        "           2 × réponse 429 : {\"message\": \"Too Many Requests\"}\n           1 × sans réponse : "
                                + "x".repeat(120) + "…\n",
                        "  perdues          6, parmi les acceptées : c-0, c-1, c-2, c-3, c-4…\n",
                        "  Une opération est partie avec 1,5 s de retard : les 4 clients attendaient tous une réponse.\n",
                        "Alarmes qui ont sonné :\n\n  erreurs : Alarm updated from OK to ALARM\n");
    }

    @Test
    void anAlarmAloneIsNotQuiet() {
        Answers answers = new Answers(1, ids(1), Map.of(), new Histogram(3), Duration.ofSeconds(1), Duration.ZERO);

        assertThat(outcome(answers, Set.of(), 1, Map.of("a", "to ALARM")).isQuiet())
                .isFalse();
        assertThat(outcome(answers, ids(1), 0, Map.of()).isQuiet()).isFalse();
        assertThat(said(outcome(answers, Set.of(), 1, Map.of()))).contains("Alarmes : la seule n'a pas sonné.");
        assertThat(said(outcome(answers, Set.of(), 2, Map.of()))).contains("Alarmes : aucune des 2 n'a sonné.");
    }

    private static Set<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c-" + i).collect(Collectors.toSet());
    }

    private static LoadOutcome outcome(Answers answers, Set<String> lost, int alarms, Map<String, String> wentOff) {
        return new LoadOutcome(LOAD, Scenarios.of(OrdersUnderLoad.class), answers, lost, alarms, wentOff);
    }

    private static String said(LoadOutcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        outcome.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
