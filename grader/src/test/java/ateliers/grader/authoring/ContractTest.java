package ateliers.grader.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.Contract.Sentence;
import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void sentencesItemsAndRowsAreReadInOrder() {
        Contract contract = read("""
                Une phrase de `code`. <sub>C1</sub> Une **autre**,
                sur deux lignes. <sub>C2</sub>

                Ce qui suit :

                | nom | valeur |
                |---|---|
                | `a` | ce que c'est <sub>C3</sub> |

                - Un point. <sub>C4</sub>
                """);

        assertThat(contract.faults()).isEmpty();
        assertThat(contract.sentences())
                .containsExactly(
                        new Sentence("C1", "Une phrase de `code`."),
                        new Sentence("C2", "Une autre, sur deux lignes."),
                        new Sentence("C3", "`a` : ce que c'est"),
                        new Sentence("C4", "Un point."));
    }

    @Test
    void aSentenceWithoutIdIsAFault() {
        assertThat(read("Une phrase. <sub>C1</sub> Une autre.").faults())
                .containsExactly("Cette phrase n'a pas de numéro : Une autre.");
    }

    @Test
    void aRowWithoutIdIsAFault() {
        assertThat(read("C'est là. <sub>C1</sub>\n\n| a | b |\n|---|---|\n| c | d |")
                        .faults())
                .containsExactly("Cette phrase n'a pas de numéro : c : d");
    }

    @Test
    void twoSentencesUnderOneIdAreAFault() {
        assertThat(read("Une phrase. `code` en commence une autre. <sub>C1</sub>")
                        .faults())
                .containsExactly("C1 est plus d'une phrase : Une phrase. `code` en commence une autre.");
    }

    @Test
    void idsOutOfOrderAreAFault() {
        assertThat(read("Une. <sub>C2</sub> Deux. <sub>C1</sub>").faults())
                .containsExactly("C2 est là où l'on attend C1", "C1 est là où l'on attend C2");
    }

    @Test
    void aContractWithoutSentencesIsAFault() {
        assertThat(Contract.of("# Atelier\n\n## Le barème\n\nRien. <sub>C1</sub>\n")
                        .faults())
                .containsExactly("Aucune phrase dans une section « ## Le contrat »");
    }

    @Test
    void whatASubmissionMayUseIsNoSentence() {
        Contract contract = read("C'est là. <sub>C1</sub>\n\n### Ressources et dépendances permises\n\n- Tout.\n");

        assertThat(contract.faults()).isEmpty();
        assertThat(contract.sentences()).hasSize(1);
    }

    private static Contract read(String section) {
        return Contract.of("# Atelier\n\n## Le contrat\n\n" + section + "\n\n## Les tâches\n\nCeci n'en est pas.\n");
    }
}
