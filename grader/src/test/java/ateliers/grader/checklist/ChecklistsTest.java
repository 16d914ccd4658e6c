package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.verdict.Checklists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecklistsTest {
    static List<Class<?>> checklists() {
        return Checklists.all();
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void aLabIsMarkedOutOf20(Class<?> checklist) {
        assertThat(criteria(checklist)
                        .filter(c -> !c.bonus())
                        .mapToInt(Criterion::points)
                        .sum())
                .isEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void idsAreUniqueAndOrdersFollowEachOther(Class<?> checklist) {
        assertThat(criteria(checklist).map(Criterion::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][a-z-]*"));
        List<Integer> orders = criteria(checklist).map(Criterion::order).toList();
        assertThat(orders)
                .containsExactlyElementsOf(
                        Stream.iterate(1, i -> i + 1).limit(orders.size()).toList());
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void aCriterionDependsOnEarlierOnesOnly(Class<?> checklist) {
        Set<String> earlier = new HashSet<>();
        criteria(checklist).forEach(criterion -> {
            assertThat(earlier).as(criterion.id()).contains(criterion.dependsOn());
            earlier.add(criterion.id());
        });
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void criteriaThatShareAStackWaitForNoneThatIsPlayedBesideThem(Class<?> checklist) {
        Set<String> apart = criteria(checklist)
                .filter(criterion -> criterion.pair() || criterion.fresh())
                .map(Criterion::id)
                .collect(Collectors.toSet());

        assertThat(criteria(checklist).filter(criterion -> !apart.contains(criterion.id())))
                .allSatisfy(criterion ->
                        assertThat(criterion.dependsOn()).as(criterion.id()).doesNotContainAnyElementsOf(apart));
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void allButTheFirstRowDependOnItSoThatDoingNothingEarnsNothing(Class<?> checklist) {
        assertThat(criteria(checklist).skip(1)).allMatch(criterion -> criterion.dependsOn().length > 0);
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void everyTaskThatIsNamedStandsInTheReadme(Class<?> checklist) throws Exception {
        String readme =
                Files.readString(Path.of("..", "labs", Checklists.of(checklist).lab(), "README.md"));
        criteria(checklist)
                .forEach(criterion -> assertThat(readme)
                        .contains("### Tâche " + criterion.task() + " :")
                        .contains("| `" + criterion.id() + "` |"));
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void parametersAreOtherOnesEachTime(Class<?> checklist) {
        assertThat(Checklists.parameters(checklist))
                .allSatisfy((name, value) -> assertThat(Checklists.parameters(checklist))
                        .hasEntrySatisfying(name, other -> assertThat(other).isNotEqualTo(value)));
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void everyOutputStandsInTheContractAndInBothTemplates(Class<?> checklist) throws Exception {
        String lab = Checklists.of(checklist).lab();
        String readme = Files.readString(Path.of("..", "labs", lab, "README.md"));
        for (String output : Checklists.of(checklist).outputs()) {
            assertThat(readme).contains("| `" + output + "` |");
            for (String folder : List.of("labs", "solutions")) {
                assertThat(Files.readString(Path.of("..", folder, lab, "template.yaml")))
                        .as(folder)
                        .contains("\n  " + output + ":\n");
            }
        }
    }

    private static Stream<Criterion> criteria(Class<?> checklist) {
        return Checklists.criteria(checklist).stream();
    }
}
