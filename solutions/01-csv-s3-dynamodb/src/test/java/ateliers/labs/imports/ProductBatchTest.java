package ateliers.labs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ProductBatchTest {

    private final FakeTable table = new FakeTable();
    private final List<Duration> pauses = new ArrayList<>();
    private final ProductBatch batch = new ProductBatch(table, "produits", pauses::add);

    @Test
    void writesEachProduct() {
        add(0, 3);
        batch.write();

        assertThat(table.items()).containsOnlyKeys("P0", "P1", "P2");
    }

    @Test
    void writesBatchesOfTwentyFive() {
        add(0, 60);
        batch.write();

        assertThat(table.batches()).containsExactly(25, 25, 10);
        assertThat(table.items()).hasSize(60);
    }

    @Test
    void writesNothingWhenThereIsNothing() {
        batch.write();

        assertThat(table.batches()).isEmpty();
    }

    @Test
    void keepsTheLastRowOfAProduct() {
        batch.add(item("P0", "ancien"));
        batch.add(item("P1", "autre"));
        batch.add(item("P0", "nouveau"));
        batch.write();

        assertThat(table.items().get("P0").get("nom").s()).isEqualTo("nouveau");
        assertThat(table.items()).hasSize(2);
    }

    @Test
    void givesBackWhatIsUnprocessed() {
        table.takeOnly(10, 0, 8);
        add(0, 25);

        assertThat(table.items()).hasSize(25);
        assertThat(table.batches()).containsExactly(25, 15, 15, 7);
        assertThat(pauses).hasSize(3).allSatisfy(pause -> assertThat(pause).isPositive());
    }

    @Test
    void writesAWholeBatchBeforeTheNext() {
        table.takeOnly(24);
        add(0, 24);
        batch.add(item("P24", "ancien"));
        batch.add(item("P24", "nouveau"));
        batch.write();

        assertThat(table.items().get("P24").get("nom").s()).isEqualTo("nouveau");
    }

    @Test
    void waitsWhenItIsThrottled() {
        table.takeOnly(-1, -1);
        add(0, 25);

        assertThat(table.items()).hasSize(25);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void givesUpWhenNothingIsEverTaken() {
        Integer[] never = new Integer[100];
        Arrays.fill(never, 0);
        table.takeOnly(never);

        assertThatThrownBy(() -> add(0, 25)).hasMessageContaining("DynamoDB");
        assertThat(pauses)
                .hasSizeBetween(3, 30)
                .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(20)));
    }

    private void add(int from, int count) {
        for (int i = from; i < from + count; i++) {
            batch.add(item("P" + i, "produit " + i));
        }
    }

    private static Map<String, AttributeValue> item(String sku, String name) {
        return Map.of("sku", AttributeValue.fromS(sku), "nom", AttributeValue.fromS(name));
    }
}
