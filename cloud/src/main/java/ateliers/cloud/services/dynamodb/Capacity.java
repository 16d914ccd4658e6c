package ateliers.cloud.services.dynamodb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.Capacity.Builder;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What a call would cost in capacity units. It is only counted: nothing is ever throttled for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Capacity units</a>
 */
final class Capacity {
    private static final int READ_UNIT_BYTES = 4096;
    private static final int WRITE_UNIT_BYTES = 1024;

    private Capacity() {}

    /** Units of reading so many bytes: half as many where reads may be stale. */
    static double read(long bytes, Boolean consistent) {
        double units = Math.max(1, Math.ceil((double) bytes / READ_UNIT_BYTES));
        return Boolean.TRUE.equals(consistent) ? units : units / 2;
    }

    /** Units of writing an item of so many bytes. */
    static double write(long bytes) {
        return Math.max(1, Math.ceil((double) bytes / WRITE_UNIT_BYTES));
    }

    /** The answer's account of it; null when it was not asked for. */
    static ConsumedCapacity of(ReturnConsumedCapacity wanted, Table table, double units) {
        if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
            return null;
        }
        ConsumedCapacity.Builder consumed =
                ConsumedCapacity.builder().tableName(table.name()).capacityUnits(units);
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            consumed.table((Builder capacity) -> capacity.capacityUnits(units));
        }
        return consumed.build();
    }

    /** The same of several tables. */
    static List<ConsumedCapacity> of(ReturnConsumedCapacity wanted, Map<Table, Double> units) {
        if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
            return null;
        }
        return units.entrySet().stream()
                .map(entry -> of(wanted, entry.getKey(), entry.getValue()))
                .toList();
    }
}
