package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.faults.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * What functions read of the embedded DynamoDB without asking for consistency is answered as it was before: "the response might not
 * reflect the results of a recently completed write operation".
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">DynamoDB read
 *     consistency</a>
 */
final class EmbeddedLateReads implements Target.Injected {
    private final Map<SdkRequest, Object> first = new ConcurrentHashMap<>();
    private final List<Faults.Switch> switches = new ArrayList<>();

    private EmbeddedLateReads() {}

    static Target.Injected of(Cloud cloud) {
        EmbeddedLateReads reads = new EmbeddedLateReads();
        Stream.of("GetItem", "Query", "Scan", "BatchGetItem")
                .map(operation -> cloud.faults()
                        .inject("dynamodb", operation, EmbeddedLateReads::meets, Integer.MAX_VALUE, reads::answer))
                .forEach(reads.switches::add);
        return reads;
    }

    private static boolean meets(SdkRequest request) {
        return CallContext.caller() instanceof Principal.RoleSession && !isConsistent(request);
    }

    private static boolean isConsistent(SdkRequest request) {
        Predicate<Boolean> asked = Boolean.TRUE::equals;
        return request instanceof GetItemRequest get && asked.test(get.consistentRead())
                || request instanceof QueryRequest query && asked.test(query.consistentRead())
                || request instanceof ScanRequest scan && asked.test(scan.consistentRead())
                || request instanceof BatchGetItemRequest batch
                        && batch.requestItems().values().stream().allMatch(table -> asked.test(table.consistentRead()));
    }

    private Object answer(SdkRequest request, Fault.Operation operation) throws Exception {
        Object before = first.get(request);
        if (before == null) {
            before = operation.call(request);
            first.put(request, before);
        }
        return before;
    }

    @Override
    public int answered() {
        return switches.stream().mapToInt(Faults.Switch::answered).sum();
    }

    @Override
    public void close() {
        switches.forEach(Faults.Switch::close);
    }
}
