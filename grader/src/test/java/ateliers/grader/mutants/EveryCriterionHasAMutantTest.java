package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.verdict.Checklists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryCriterionHasAMutantTest {
    @TempDir
    Path folder;

    static List<String> labs() {
        return Checklists.all().stream().map(type -> Checklists.of(type).lab()).toList();
    }

    static List<Mutant> mutants() {
        return Mutants.all();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void everyCriterionHasAMutantAndEveryMutantACriterion(String lab) {
        Set<String> criteria = Checklists.criteria(Checklists.forLab(lab).orElseThrow()).stream()
                .map(Criterion::id)
                .collect(Collectors.toSet());

        assertThat(Mutant.of(lab).stream().map(Mutant::criterion).collect(Collectors.toSet()))
                .isEqualTo(criteria);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aMutantIsNamedAfterItsCriterionAndStillApplies(Mutant mutant) throws Exception {
        Path mutated = mutant.applied(folder);

        assertThat(mutant.name()).startsWith(mutant.criterion() + "-");
        assertThat(sameAsSolution(mutant.patch(), mutated)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ateliers.grader.mutants.VariantsTest#variants")
    void aVariantSaysWhatItIsAndStillApplies(SolutionPatch variant) throws Exception {
        assertThat(variant.head("what")).isPresent();
        assertThat(sameAsSolution(variant, variant.applied(folder))).isFalse();
    }

    private static boolean sameAsSolution(SolutionPatch patch, Path changed) throws Exception {
        try (var files = Files.walk(changed)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path original = SolutionPatch.solution(patch.lab())
                        .resolve(changed.relativize(file).toString());
                if (!Files.exists(original) || Files.mismatch(file, original) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
