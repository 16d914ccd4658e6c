package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Refuses single entries of what a function publishes by one call, as the embedded SNS's answer.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_BatchResultErrorEntry.html">BatchResultErrorEntry</a>
 */
final class EmbeddedPublicationRefusal {
    private final String text;

    private EmbeddedPublicationRefusal(String text) {
        this.text = text;
    }

    static Target.Injected of(Cloud cloud, String text) {
        EmbeddedPublicationRefusal refusal = new EmbeddedPublicationRefusal(text);
        return new EmbeddedFault(cloud.faults().inject("sns", "PublishBatch", refusal::meets, 1, refusal::answer));
    }

    private boolean meets(SdkRequest request) {
        return CallContext.caller() instanceof Principal.RoleSession
                && request instanceof PublishBatchRequest batch
                && batch.publishBatchRequestEntries().stream().anyMatch(this::isRefused);
    }

    private boolean isRefused(PublishBatchRequestEntry entry) {
        return entry.toString().contains(text);
    }

    private Object answer(SdkRequest request, Fault.Operation operation) throws Exception {
        PublishBatchRequest whole = (PublishBatchRequest) request;
        List<PublishBatchRequestEntry> taken = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (PublishBatchRequestEntry entry : whole.publishBatchRequestEntries()) {
            if (isRefused(entry)) {
                failed.add(refused(entry));
            } else {
                taken.add(entry);
            }
        }
        PublishBatchResponse answer = taken.isEmpty()
                ? PublishBatchResponse.builder().successful(List.of()).build()
                : (PublishBatchResponse) operation.call(
                        whole.toBuilder().publishBatchRequestEntries(taken).build());
        return answer.toBuilder().failed(failed).build();
    }

    private static BatchResultErrorEntry refused(PublishBatchRequestEntry entry) {
        return BatchResultErrorEntry.builder()
                .id(entry.id())
                .code("InternalError")
                .message("Internal Error")
                .senderFault(false)
                .build();
    }
}
