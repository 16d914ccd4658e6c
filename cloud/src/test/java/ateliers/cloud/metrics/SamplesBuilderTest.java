package ateliers.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesBuilderTest {
    private final SamplesBuilder builder = new SamplesBuilder();

    @Test
    void whatIsBuiltStaysAsItIs() {
        Samples before = builder.add(Samples.of(3, 2)).build().orElseThrow();
        Samples after =
                builder.add(Samples.of(1, 1)).add(Samples.of(3, 1)).build().orElseThrow();

        assertThat(before.values().orElseThrow()).isEqualTo(Map.of(3.0, 2.0));
        assertThat(after.values().orElseThrow()).isEqualTo(Map.of(1.0, 1.0, 3.0, 3.0));
        assertThat(after.count()).isEqualTo(4);
        assertThat(after.sum()).isEqualTo(10);
        assertThat(after.minimum()).isEqualTo(1);
        assertThat(after.maximum()).isEqualTo(3);
    }

    @Test
    void oneStatisticSetHidesAllValues() {
        builder.add(Samples.of(3, 1)).add(Samples.ofSet(2, 3, 1, 2));
        assertThat(builder.add(Samples.of(5, 1)).build().orElseThrow().values()).isEmpty();
    }

    @Test
    void nothingGivesNothing() {
        assertThat(builder.build()).isEmpty();
    }
}
