package ateliers.grader.mutants;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.SolutionPatch;
import java.util.List;

/** Other right answers, {@code solutions/NN-name/variants/<what>.patch}. */
final class Variants {
    private static final String ARCHITECTURE = "architecture";

    private Variants() {}

    static List<SolutionPatch> all() {
        return LabFolders.labs().stream()
                .flatMap(lab -> SolutionPatch.all(LabFolders.solution(lab), "variants").stream())
                .toList();
    }

    /** Those whose head says {@code # kind: architecture}: other resources, other functions, another way for the data. */
    static List<SolutionPatch> architectures() {
        return all().stream().filter(Variants::isArchitecture).toList();
    }

    static List<SolutionPatch> others() {
        return all().stream().filter(variant -> !isArchitecture(variant)).toList();
    }

    private static boolean isArchitecture(SolutionPatch variant) {
        return variant.head("kind").filter(ARCHITECTURE::equals).isPresent();
    }
}
