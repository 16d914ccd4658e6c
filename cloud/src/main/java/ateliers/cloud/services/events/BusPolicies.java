package ateliers.cloud.services.events;

import ateliers.cloud.kit.Json;
import ateliers.cloud.kit.Operations;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;

/** Who else than its account may put events on a bus. */
final class BusPolicies implements EventBridgeClient, Operations {
    private static final ObjectMapper JSON = Json.mapper();
    private static final String STATEMENT = "Statement";
    private static final String SID = "Sid";

    /** Those of this cloud that have events of their own. */
    private static final List<String> SERVICES = List.of(
            "cloudwatch.amazonaws.com",
            "codecommit.amazonaws.com",
            "s3.amazonaws.com",
            "ses.amazonaws.com",
            "ssm.amazonaws.com");

    private final Buses buses;

    BusPolicies(Buses buses) {
        this.buses = buses;
    }

    /** The policy that decides about the bus that an ARN names: services put their events on the default one unasked. */
    Optional<String> deciding(String arn) {
        return buses.locked(() -> buses.find(arn).map(bus -> bus.isDefault() ? withServices(bus) : bus.policyText()));
    }

    private static String withServices(Bus bus) {
        ObjectNode document = bus.policy
                .map(ObjectNode::deepCopy)
                .orElseGet(() -> JSON.createObjectNode().put("Version", "2012-10-17"));
        ObjectNode services = document.withArray(STATEMENT).addObject().put("Effect", "Allow");
        SERVICES.forEach(services.putObject("Principal").putArray("Service")::add);
        services.put("Action", "events:PutEvents").put("Resource", bus.arn);
        return document.toString();
    }

    @Override
    public PutPermissionResponse putPermission(PutPermissionRequest request) {
        buses.locked(() -> {
            Bus bus = buses.get(request.eventBusName());
            bus.policy = Optional.of(request.policy() == null ? withStatement(bus, request) : read(request.policy()));
        });
        return PutPermissionResponse.builder().build();
    }

    private static ObjectNode read(String policy) {
        try {
            if (JSON.readTree(policy) instanceof ObjectNode document
                    && document.path(STATEMENT).isArray()) {
                return document;
            }
            throw EventsErrors.validation("Parameter Policy is not valid.");
        } catch (JsonProcessingException e) {
            throw EventsErrors.validation("Parameter Policy is not valid.");
        }
    }

    private static ObjectNode withStatement(Bus bus, PutPermissionRequest request) {
        Checks.constraints()
                .present("statementId", request.statementId())
                .pattern("statementId", request.statementId(), "[a-zA-Z0-9-_]+")
                .length("statementId", request.statementId(), 1, 64)
                .present("principal", request.principal())
                .pattern("principal", request.principal(), "(\\d{12}|\\*)")
                .present("action", request.action())
                .pattern("action", request.action(), "events:[a-zA-Z]+")
                .require();
        ObjectNode statement =
                JSON.createObjectNode().put(SID, request.statementId()).put("Effect", "Allow");
        if (request.principal().equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + request.principal() + ":root");
        }
        statement.put("Action", request.action()).put("Resource", bus.arn);
        if (request.condition() != null) {
            statement
                    .putObject("Condition")
                    .putObject(request.condition().type())
                    .put(request.condition().key(), request.condition().value());
        }
        ObjectNode document = without(bus, request.statementId());
        ((ArrayNode) document.get(STATEMENT)).add(statement);
        return document;
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        buses.locked(() -> {
            Bus bus = buses.get(request.eventBusName());
            if (Boolean.TRUE.equals(request.removeAllPermissions())) {
                bus.policy = Optional.empty();
                return;
            }
            if (request.statementId() == null) {
                throw EventsErrors.validation("Parameter StatementId is required.");
            }
            ObjectNode rest = without(bus, request.statementId());
            int before = bus.policy.map(each -> each.path(STATEMENT).size()).orElse(0);
            if (rest.path(STATEMENT).size() == before) {
                throw EventsErrors.notFound("Statement with the provided id does not exist.");
            }
            bus.policy = Optional.of(rest).filter(each -> !each.path(STATEMENT).isEmpty());
        });
        return RemovePermissionResponse.builder().build();
    }

    /** A bus's policy without the statement of an id. */
    private static ObjectNode without(Bus bus, String statementId) {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray(STATEMENT);
        for (JsonNode each :
                bus.policy.<JsonNode>map(policy -> policy.path(STATEMENT)).orElse(statements.deepCopy())) {
            if (!each.path(SID).asText().equals(statementId)) {
                statements.add(each);
            }
        }
        return document;
    }
}
