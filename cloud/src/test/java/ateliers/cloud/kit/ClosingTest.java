package ateliers.cloud.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void oneThatFailsKeepsNoOtherOpen() {
        IllegalArgumentException first = new IllegalArgumentException("first");
        IllegalArgumentException second = new IllegalArgumentException("second");
        List<AutoCloseable> things = List.of(
                () -> closed.add("a"),
                () -> {
                    throw first;
                },
                () -> closed.add("b"),
                () -> {
                    throw second;
                },
                () -> closed.add("c"));

        assertThatThrownBy(() -> Closing.all(things))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(first)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(second));
        assertThat(closed).containsExactly("a", "b", "c");
    }

    @Test
    void nothingIsThrownWhenAllWentWell() {
        Closing.all(List.<AutoCloseable>of(() -> closed.add("a"), () -> closed.add("b")));

        assertThat(closed).containsExactly("a", "b");
    }
}
