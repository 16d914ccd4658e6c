package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.kit.Arn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;

/** {@code AWS::SNS::Topic}, with the subscriptions it lists. */
public final class TopicProvisioner implements Provisioner {

    /** CloudFormation's and SNS's names, and what a property that was removed goes back to. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "ContentBasedDeduplication", "false",
            "DisplayName", "",
            "FifoThroughputScope", "Topic",
            "KmsMasterKeyId", "",
            "SignatureVersion", "1",
            "TracingConfig", "PassThrough");

    @Override
    public String type() {
        return "AWS::SNS::Topic";
    }

    @Override
    public Set<String> actedUpon() {
        Set<String> names = new HashSet<>(ATTRIBUTES.keySet());
        names.addAll(Set.of("FifoTopic", "Subscription", "Tags", "TopicName"));
        return names;
    }

    @Override
    public String nameProperty() {
        return "TopicName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        String arn = call.place().arn("sns", name);
        call.client(SnsClient.class).getTopicAttributes(request -> request.topicArn(arn));
        return Optional.of(arn);
    }

    @Override
    public Physical create(ResourceCall call) {
        boolean fifo = Boolean.parseBoolean(call.text("FifoTopic"));
        Map<String, String> attributes = attributes(call.properties());
        if (fifo) {
            attributes.put("FifoTopic", "true");
        }
        String name = call.has("TopicName")
                ? call.text("TopicName")
                : fifo ? call.generatedName(251) + ".fifo" : call.generatedName(256);
        List<Tag> tags = tags(call.allTags());
        SnsClient sns = call.client(SnsClient.class);
        if (call.has("TopicName")) {
            refuseTaken(sns, call.place().arn("sns", name));
        }
        String arn = sns.createTopic(
                        request -> request.name(name).attributes(attributes).tags(tags))
                .topicArn();
        try {
            call.properties().path("Subscription").forEach(each -> subscribe(sns, arn, each));
        } catch (RuntimeException e) {
            sns.deleteTopic(request -> request.topicArn(arn));
            throw e;
        }
        return physical(arn);
    }

    /** SNS would answer with the topic that is there, which would then belong to two resources. */
    private void refuseTaken(SnsClient sns, String arn) {
        try {
            sns.getTopicAttributes(request -> request.topicArn(arn));
        } catch (NotFoundException e) {
            return;
        }
        throw new AlreadyExists(type(), arn);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        SnsClient sns = call.client(SnsClient.class);
        String arn = call.physicalId();
        Map<String, String> attributes = attributes(call.properties());
        ATTRIBUTES.forEach((name, normal) -> {
            if (before.has(name) && !call.has(name)) {
                attributes.put(name, normal);
            }
        });
        attributes.forEach((name, value) -> sns.setTopicAttributes(
                request -> request.topicArn(arn).attributeName(name).attributeValue(value)));
        JsonNode wanted = call.properties().path("Subscription");
        if (!wanted.equals(before.path("Subscription"))) {
            sns.listSubscriptionsByTopic(request -> request.topicArn(arn)).subscriptions().stream()
                    .filter(each -> lists(before.path("Subscription"), each.protocol(), each.endpoint()))
                    .filter(each -> !lists(wanted, each.protocol(), each.endpoint()))
                    // What is pending has no ARN to be ended by: it expires.
                    .filter(each -> Arn.find(each.subscriptionArn()).isPresent())
                    .forEach(each -> sns.unsubscribe(request -> request.subscriptionArn(each.subscriptionArn())));
            wanted.forEach(each -> {
                // What is pending already would be asked again.
                if (!lists(
                        before.path("Subscription"),
                        each.path("Protocol").asText(),
                        each.path("Endpoint").asText())) {
                    subscribe(sns, arn, each);
                }
            });
        }
        call.tagChange(before)
                .apply(
                        keys -> sns.untagResource(
                                request -> request.resourceArn(arn).tagKeys(keys)),
                        set -> sns.tagResource(
                                request -> request.resourceArn(arn).tags(tags(set))));
        return physical(arn);
    }

    @Override
    public void delete(ResourceCall call) {
        SnsClient sns = call.client(SnsClient.class);
        sns.deleteTopic(request -> request.topicArn(call.physicalId()));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    private static void subscribe(SnsClient sns, String arn, JsonNode subscription) {
        sns.subscribe(request -> request.topicArn(arn)
                .protocol(subscription.path("Protocol").asText())
                .endpoint(subscription.path("Endpoint").asText()));
    }

    private static boolean lists(JsonNode subscriptions, String protocol, String endpoint) {
        for (JsonNode each : subscriptions) {
            if (each.path("Protocol").asText().equals(protocol)
                    && each.path("Endpoint").asText().equals(endpoint)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> attributes(ObjectNode properties) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTES.keySet().stream()
                .filter(properties::has)
                .forEach(name -> attributes.put(name, properties.get(name).asText()));
        return attributes;
    }

    private static Physical physical(String arn) {
        return new Physical(
                arn, Map.of("TopicArn", arn, "TopicName", Arn.of(arn).name()));
    }
}
