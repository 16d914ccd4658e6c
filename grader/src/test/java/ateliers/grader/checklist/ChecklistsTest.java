package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.verdict.Checklists;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecklistsTest {
    static List<Class<?>> checklists() {
        return Checklists.all();
    }

    @ParameterizedTest
    @MethodSource("checklists")
    void parametersAreOtherOnesEachTime(Class<?> checklist) {
        assertThat(Checklists.parameters(checklist))
                .allSatisfy((name, value) -> assertThat(Checklists.parameters(checklist))
                        .hasEntrySatisfying(name, other -> assertThat(other).isNotEqualTo(value)));
    }
}
