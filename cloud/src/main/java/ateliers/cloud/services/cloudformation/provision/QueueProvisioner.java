package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.kit.Arn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** {@code AWS::SQS::Queue}. */
public final class QueueProvisioner implements Provisioner {

    private static final Map<String, String> ATTRIBUTES = new LinkedHashMap<>();

    static {
        // CloudFormation's name, and SQS's default, which a property that was removed goes back to.
        ATTRIBUTES.put("ContentBasedDeduplication", "false");
        ATTRIBUTES.put("DeduplicationScope", "queue");
        ATTRIBUTES.put("DelaySeconds", "0");
        ATTRIBUTES.put("FifoThroughputLimit", "perQueue");
        ATTRIBUTES.put("KmsDataKeyReusePeriodSeconds", "300");
        ATTRIBUTES.put("KmsMasterKeyId", "");
        ATTRIBUTES.put("MaximumMessageSize", "1048576");
        ATTRIBUTES.put("MessageRetentionPeriod", "345600");
        ATTRIBUTES.put("ReceiveMessageWaitTimeSeconds", "0");
        ATTRIBUTES.put("RedriveAllowPolicy", "");
        ATTRIBUTES.put("RedrivePolicy", "");
        ATTRIBUTES.put("SqsManagedSseEnabled", "true");
        ATTRIBUTES.put("VisibilityTimeout", "30");
    }

    @Override
    public String type() {
        return "AWS::SQS::Queue";
    }

    @Override
    public Set<String> actedUpon() {
        Set<String> names = new HashSet<>(ATTRIBUTES.keySet());
        names.addAll(Set.of("FifoQueue", "QueueName", "Tags"));
        return names;
    }

    @Override
    public String nameProperty() {
        return "QueueName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(SqsClient.class).getQueueUrl(request -> request.queueName(name));
        return Optional.of(name);
    }

    @Override
    public Physical create(ResourceCall call) {
        boolean fifo = Boolean.parseBoolean(call.text("FifoQueue"));
        Map<String, String> attributes = attributes(call.properties());
        if (fifo) {
            attributes.put("FifoQueue", "true");
        }
        String name = call.has("QueueName")
                ? call.text("QueueName")
                : fifo ? call.generatedName(75) + ".fifo" : call.generatedName(80);
        if (call.has("QueueName")) {
            refuseTaken(call, name);
        }
        String url = call.client(SqsClient.class)
                .createQueue(request -> request.queueName(name)
                        .attributesWithStrings(attributes)
                        .tags(call.allTags()))
                .queueUrl();
        return physical(call, url);
    }

    /** SQS would answer with the queue that is there, which would then belong to two resources. */
    private void refuseTaken(ResourceCall call, String name) {
        try {
            call.client(SqsClient.class).getQueueUrl(request -> request.queueName(name));
        } catch (QueueDoesNotExistException e) {
            return;
        }
        throw new AlreadyExists(type(), name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        Map<String, String> attributes = attributes(call.properties());
        ATTRIBUTES.forEach((name, normal) -> {
            if (before.has(name) && !call.has(name)) {
                attributes.put(name, normal);
            }
        });
        SqsClient sqs = call.client(SqsClient.class);
        if (!attributes.isEmpty()) {
            sqs.setQueueAttributes(
                    request -> request.queueUrl(call.physicalId()).attributesWithStrings(attributes));
        }
        call.tagChange(before)
                .apply(
                        keys -> sqs.untagQueue(
                                request -> request.queueUrl(call.physicalId()).tagKeys(keys)),
                        set -> sqs.tagQueue(
                                request -> request.queueUrl(call.physicalId()).tags(set)));
        return physical(call, call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SqsClient.class).deleteQueue(request -> request.queueUrl(call.physicalId()));
    }

    private static Map<String, String> attributes(ObjectNode properties) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTES.keySet().forEach(name -> {
            JsonNode value = properties.get(name);
            if (value != null) {
                attributes.put(name, value.isContainerNode() ? value.toString() : value.asText());
            }
        });
        return attributes;
    }

    private static Physical physical(ResourceCall call, String url) {
        String arn = call.client(SqsClient.class)
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String name = Arn.of(arn).name();
        return new Physical(url, Map.of("Arn", arn, "QueueName", name, "QueueUrl", url));
    }
}
