package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.faults.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Refuses single entries of what functions put on buses, as the embedded EventBridge's answer.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html">PutEventsResultEntry</a>
 */
final class EmbeddedEntryRefusal {
    private static final PutEventsResultEntry REFUSED = PutEventsResultEntry.builder()
            .errorCode("InternalFailure")
            .errorMessage("Unexpected error occurred.")
            .build();

    private final String text;

    private EmbeddedEntryRefusal(String text) {
        this.text = text;
    }

    static Target.Injected of(Cloud cloud, String text) {
        EmbeddedEntryRefusal refusal = new EmbeddedEntryRefusal(text);
        return new EmbeddedFault(
                cloud.faults().inject("events", "PutEvents", refusal::meets, Integer.MAX_VALUE, refusal::answer));
    }

    private boolean meets(SdkRequest request) {
        return CallContext.caller() instanceof Principal.RoleSession
                && request instanceof PutEventsRequest put
                && put.entries().stream().anyMatch(this::isRefused);
    }

    private boolean isRefused(PutEventsRequestEntry entry) {
        return entry.toString().contains(text);
    }

    private Object answer(SdkRequest request, Fault.Operation operation) throws Exception {
        PutEventsRequest whole = (PutEventsRequest) request;
        List<PutEventsRequestEntry> taken =
                whole.entries().stream().filter(entry -> !isRefused(entry)).toList();
        Queue<PutEventsResultEntry> answered = new ArrayDeque<>();
        int failed = whole.entries().size() - taken.size();
        if (!taken.isEmpty()) {
            PutEventsResponse answer = (PutEventsResponse)
                    operation.call(whole.toBuilder().entries(taken).build());
            answered.addAll(answer.entries());
            failed += answer.failedEntryCount();
        }
        List<PutEventsResultEntry> results = new ArrayList<>();
        whole.entries().forEach(entry -> results.add(isRefused(entry) ? REFUSED : answered.remove()));
        return PutEventsResponse.builder()
                .entries(results)
                .failedEntryCount(failed)
                .build();
    }
}
