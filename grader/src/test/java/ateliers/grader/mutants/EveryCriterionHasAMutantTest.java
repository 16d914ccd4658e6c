package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabCheck;
import ateliers.grader.authoring.LabFolders;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nor does a mutant or a variant no longer apply: {@link LabCheck} asks for it. */
class EveryCriterionHasAMutantTest {
    @ParameterizedTest
    @MethodSource("ateliers.grader.authoring.LabFolders#labs")
    void everyCriterionHasAMutantAndEveryMutantACriterion(String lab) throws IOException {
        assertThat(LabCheck.findings(LabFolders.of(lab))).isEmpty();
    }
}
