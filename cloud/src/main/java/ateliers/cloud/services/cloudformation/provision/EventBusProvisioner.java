package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** {@code AWS::Events::EventBus}. */
public final class EventBusProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Events::EventBus";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Name", "Description", "Policy", "Tags");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(EventBridgeClient.class).describeEventBus(request -> request.name(name));
        return Optional.of(name);
    }

    @Override
    public Physical create(ResourceCall call) {
        EventBridgeClient events = call.client(EventBridgeClient.class);
        String name = call.text("Name");
        String arn = events.createEventBus(request ->
                        request.name(name).description(call.text("Description")).tags(tags(call.allTags())))
                .eventBusArn();
        try {
            permit(call, name, false);
        } catch (RuntimeException e) {
            events.deleteEventBus(request -> request.name(name));
            throw e;
        }
        return physical(call, name, arn);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        EventBridgeClient events = call.client(EventBridgeClient.class);
        String name = call.physicalId();
        String arn = events.updateEventBus(request -> request.name(name).description(call.text("Description")))
                .arn();
        permit(call, name, before.has("Policy"));
        call.tagChange(before)
                .apply(
                        keys -> events.untagResource(
                                request -> request.resourceARN(arn).tagKeys(keys)),
                        set -> events.tagResource(
                                request -> request.resourceARN(arn).tags(tags(set))));
        return physical(call, name, arn);
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(EventBridgeClient.class).deleteEventBus(request -> request.name(call.physicalId()));
    }

    private static void permit(ResourceCall call, String name, boolean before) {
        EventBridgeClient events = call.client(EventBridgeClient.class);
        if (call.has("Policy")) {
            events.putPermission(request -> request.eventBusName(name).policy(call.document("Policy")));
        } else if (before) {
            events.removePermission(request -> request.eventBusName(name).removeAllPermissions(true));
        }
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Physical physical(ResourceCall call, String name, String arn) {
        String policy = call.has("Policy") ? call.document("Policy") : "";
        return new Physical(name, Map.of("Arn", arn, "Name", name, "Policy", policy));
    }
}
