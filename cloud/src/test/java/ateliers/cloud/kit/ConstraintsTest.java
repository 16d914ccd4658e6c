package ateliers.cloud.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
    private final Constraints constraints = Constraints.refusedBy(IllegalArgumentException::new);

    @Test
    void whatIsWrongIsToldInOneSentenceInTheOrderOfTheChecks() {
        constraints
                .present("name", null)
                .given("key", false)
                .between("limit", 0, 1, 10)
                .length("token", "abc", 1, 2)
                .oneOf("select", "ALL", List.of("COUNT"));

        assertThatThrownBy(constraints::require)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 validation errors detected: "
                        + "Value null at 'name' failed to satisfy constraint: Member must not be null; "
                        + "Value null at 'key' failed to satisfy constraint: Member must not be null; "
                        + "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or "
                        + "equal to 1; "
                        + "Value 'abc' at 'token' failed to satisfy constraint: Member must have length less than or "
                        + "equal to 2; "
                        + "Value 'ALL' at 'select' failed to satisfy constraint: Member must satisfy enum value set: "
                        + "[COUNT]");
    }

    @Test
    void whatIsNotGivenBreaksNothingButItsPresence() {
        constraints
                .given("key", true)
                .between("limit", null, 1, 10)
                .length("token", null, 1, 2)
                .pattern("name", null, "[a-z]+")
                .oneOf("select", null, List.of("COUNT"));

        assertThatCode(constraints::require).doesNotThrowAnyException();
    }

    @Test
    void tenErrorsAreToldAtMost() {
        for (int number = 0; number < 12; number++) {
            constraints.present("member" + number, null);
        }

        assertThatThrownBy(constraints::require)
                .hasMessageStartingWith("10 validation errors detected: ")
                .hasMessageEndingWith("Value null at 'member9' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void oneErrorIsASentenceOfItsOwnWithOrWithoutTheValue() {
        assertThat(Constraints.sentence("x", "name", "be long"))
                .isEqualTo("1 validation error detected: Value 'x' at 'name' failed to satisfy constraint: Member must"
                        + " be long");
        assertThat(Constraints.missing("name"))
                .isEqualTo("1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must"
                        + " not be null");
        assertThat(Constraints.hidden("name", "not be null"))
                .isEqualTo("1 validation error detected: Value at 'name' failed to satisfy constraint: Member must not"
                        + " be null");
    }
}
