package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** {@code AWS::SQS::QueuePolicy}: one policy on each of its queues. */
public final class QueuePolicyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::SQS::QueuePolicy";
    }

    @Override
    public Completes completes() {
        return Completes.by("Queues");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("PolicyDocument", "Queues");
    }

    @Override
    public Physical create(ResourceCall call) {
        put(call);
        String id = call.generatedName(128);
        return new Physical(id, Map.of("Id", id));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        List<String> left = new ArrayList<>();
        before.path("Queues").forEach(each -> left.add(each.asText()));
        left.removeAll(call.texts("Queues"));
        left.forEach(url -> set(call, url, ""));
        put(call);
        return new Physical(call.physicalId(), Map.of("Id", call.physicalId()));
    }

    @Override
    public void delete(ResourceCall call) {
        for (String url : call.texts("Queues")) {
            try {
                set(call, url, "");
            } catch (QueueDoesNotExistException e) {
                // its policy went with it
            }
        }
    }

    private static void put(ResourceCall call) {
        call.texts("Queues").forEach(url -> set(call, url, call.document("PolicyDocument")));
    }

    private static void set(ResourceCall call, String url, String policy) {
        call.client(SqsClient.class)
                .setQueueAttributes(
                        request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
    }
}
