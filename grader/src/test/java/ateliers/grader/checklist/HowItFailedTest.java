package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HowItFailedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Sandbox.Timedout: Task timed out after 3.00 seconds | n'a pas fini dans son délai (Timeout)
            Runtime.ExitError: Runtime exited with error: signal: killed | a été arrêtée de force, comme Lambda le fait quand la mémoire manque (MemorySize)
            Runtime.ExitError: Runtime exited with error: exit status 3 | s'est arrêtée sans répondre
            Function.ResponseSizeTooLarge: Response payload size (7000000 bytes) | a rendu une réponse trop grande
            java.lang.OutOfMemoryError: unable to create native thread | a ouvert trop de fils d'exécution ou de processus
            java.lang.OutOfMemoryError: Java heap space | a manqué de mémoire (MemorySize)
            java.lang.IllegalStateException: panier vide | a échoué
            ': ' | a échoué avec une erreur vide, ou trop grande pour être gardée (6 Mo au plus)
            '' | a échoué avec une erreur vide, ou trop grande pour être gardée (6 Mo au plus)
            """)
    void theFunctionSNameGoesOn(String words, String french) {
        assertThat(HowItFailed.of(words)).isEqualTo(french);
    }
}
