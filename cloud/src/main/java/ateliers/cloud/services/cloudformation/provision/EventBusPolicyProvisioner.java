package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Condition;

/** {@code AWS::Events::EventBusPolicy}: one statement of a bus's policy. */
public final class EventBusPolicyProvisioner implements Provisioner {
    private static final ObjectMapper JSON = Json.mapper();

    @Override
    public String type() {
        return "AWS::Events::EventBusPolicy";
    }

    @Override
    public Completes completes() {
        return Completes.by("EventBusName");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Action", "Condition", "EventBusName", "Principal", "Statement", "StatementId");
    }

    @Override
    public Physical create(ResourceCall call) {
        put(call);
        String bus = call.has("EventBusName") ? call.text("EventBusName") : "default";
        return Physical.of(bus + "|" + call.text("StatementId"));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        put(call);
        return Physical.of(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(EventBridgeClient.class)
                .removePermission(request ->
                        request.eventBusName(call.text("EventBusName")).statementId(call.text("StatementId")));
    }

    private static void put(ResourceCall call) {
        EventBridgeClient events = call.client(EventBridgeClient.class);
        String bus = call.text("EventBusName");
        if (call.has("Statement")) {
            events.putPermission(request -> request.eventBusName(bus).policy(withStatement(call)));
            return;
        }
        Condition condition = call.has("Condition")
                ? Shapes.fill(Condition.builder(), call.properties().get("Condition"))
                        .build()
                : null;
        events.putPermission(request -> request.eventBusName(bus)
                .statementId(call.text("StatementId"))
                .action(call.text("Action"))
                .principal(call.text("Principal"))
                .condition(condition));
    }

    /** EventBridge takes a statement as JSON with the whole policy only. */
    private static String withStatement(ResourceCall call) {
        String policy = call.client(EventBridgeClient.class)
                .describeEventBus(request -> request.name(call.text("EventBusName")))
                .policy();
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        String id = call.text("StatementId");
        if (policy != null) {
            read(policy).path("Statement").forEach(each -> {
                if (!each.path("Sid").asText().equals(id)) {
                    statements.add(each);
                }
            });
        }
        ObjectNode own = read(call.document("Statement"));
        statements.add(own.put("Sid", id));
        return document.toString();
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + json, e);
        }
    }
}
