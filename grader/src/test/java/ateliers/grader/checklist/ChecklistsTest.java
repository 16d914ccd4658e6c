package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.verdict.Checklists;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecklistsTest {
    static List<Class<?>> checklists() {
        return Checklists.all();
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void parametersVary(Class<?> checklist) {
        List<Map<String, String>> drawn = Stream.generate(() -> Checklists.parameters(checklist))
                .limit(40)
                .toList();

        assertThat(drawn.get(0).keySet())
                .allSatisfy(name -> assertThat(drawn)
                        .extracting(values -> values.get(name))
                        .doesNotContainNull()
                        .anyMatch(value -> !value.equals(drawn.get(0).get(name))));
    }
}
