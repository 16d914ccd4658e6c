package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** {@code AWS::SNS::Subscription}. */
public final class SubscriptionProvisioner implements Provisioner {

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "DeliveryPolicy", "",
            "FilterPolicy", "",
            "FilterPolicyScope", "MessageAttributes",
            "RawMessageDelivery", "false",
            "RedrivePolicy", "",
            "SubscriptionRoleArn", "");

    @Override
    public String type() {
        return "AWS::SNS::Subscription";
    }

    @Override
    public Set<String> actedUpon() {
        Set<String> names = new HashSet<>(ATTRIBUTES.keySet());
        names.addAll(Set.of("Endpoint", "Protocol", "TopicArn"));
        return names;
    }

    @Override
    public Physical create(ResourceCall call) {
        Map<String, String> attributes = attributes(call);
        String arn = call.client(SnsClient.class)
                .subscribe(request -> request.topicArn(call.text("TopicArn"))
                        .protocol(call.text("Protocol"))
                        .endpoint(call.text("Endpoint"))
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        return new Physical(arn, Map.of("Arn", arn));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        SnsClient sns = call.client(SnsClient.class);
        Map<String, String> attributes = attributes(call);
        ATTRIBUTES.forEach((name, normal) -> {
            if (before.has(name) && !call.has(name)) {
                attributes.put(name, normal);
            }
        });
        attributes.forEach((name, value) -> sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(call.physicalId()).attributeName(name).attributeValue(value)));
        return new Physical(call.physicalId(), Map.of("Arn", call.physicalId()));
    }

    /** SNS lets nobody end what is still pending: it stays until it expires, or its topic goes, as on AWS. */
    @Override
    public void delete(ResourceCall call) {
        SnsClient sns = call.client(SnsClient.class);
        if (!isPending(sns, call.physicalId())) {
            sns.unsubscribe(request -> request.subscriptionArn(call.physicalId()));
        }
    }

    private static boolean isPending(SnsClient sns, String arn) {
        try {
            return "true"
                    .equals(sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                            .attributes()
                            .get("PendingConfirmation"));
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static Map<String, String> attributes(ResourceCall call) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTES.keySet().stream().filter(call::has).forEach(name -> attributes.put(name, text(call, name)));
        return attributes;
    }

    private static String text(ResourceCall call, String name) {
        return call.properties().get(name).isContainerNode() ? call.document(name) : call.text(name);
    }
}
