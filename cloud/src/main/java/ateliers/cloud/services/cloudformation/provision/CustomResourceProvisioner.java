package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Payload;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::CloudFormation::CustomResource} and {@code Custom::…}: a function, or whoever listens to a topic, makes the
 * resource and says so.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html">Custom
 *     resources</a>
 */
public final class CustomResourceProvisioner implements Provisioner {
    /** The type whose schema all custom resources have. */
    static final String TYPE = "AWS::CloudFormation::CustomResource";

    private static final String TOKEN = "ServiceToken";
    private static final int LONGEST_ANSWER = 4096;
    private static final int LONGEST_TIMEOUT = 3600;
    private static final ObjectMapper JSON = Json.mapper();

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(TOKEN, "ServiceTimeout");
    }

    @Override
    public Optional<String> refusal(ObjectNode before, ObjectNode after) {
        return before.path(TOKEN).equals(after.path(TOKEN))
                ? Optional.empty()
                : Optional.of("Modifying service token is not allowed.");
    }

    @Override
    public Physical create(ResourceCall call) {
        Answer answer = asked(call, "Create", true, Map.of());
        if (answer.succeeded()) {
            return answer.physical();
        }
        // What it had made by then is to be taken away; how that goes changes nothing any more.
        String left = answer.id().isEmpty() ? call.generatedName(255) : answer.id();
        asked(call, "Delete", true, Map.of("PhysicalResourceId", TextNode.valueOf(left)));
        throw answer.failure();
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        Answer answer = asked(
                call,
                "Update",
                true,
                Map.of(
                        "PhysicalResourceId", TextNode.valueOf(call.physicalId()),
                        "OldResourceProperties", texts(before)));
        if (!answer.succeeded()) {
            throw answer.failure();
        }
        return answer.physical();
    }

    @Override
    public void delete(ResourceCall call) {
        Answer answer = asked(call, "Delete", false, Map.of("PhysicalResourceId", TextNode.valueOf(call.physicalId())));
        if (!answer.succeeded()) {
            throw answer.failure();
        }
    }

    /**
     * Asks the provider, and waits for its answer.
     *
     * @param creating whether the stack's deletion ends the wait
     */
    private static Answer asked(ResourceCall call, String what, boolean creating, Map<String, JsonNode> more) {
        String token = call.text(TOKEN);
        if (!token.matches("arn:[^:]+:(lambda:[^:]+:[^:]+:function|sns:[^:]+:[^:]+):.+")) {
            throw new ResourceFailed("Invalid service token.");
        }
        Answers.Expected expected = call.answers().expect(call.logicalId(), creating);
        ObjectNode request = JSON.createObjectNode()
                .put("RequestType", what)
                .put(TOKEN, token)
                .put("ResponseURL", expected.url())
                .put("StackId", call.stackId())
                .put("RequestId", expected.requestId())
                .put("LogicalResourceId", call.logicalId())
                .put("ResourceType", call.type());
        more.forEach(request::set);
        request.set("ResourceProperties", texts(call.properties()));
        call.door().targets().send(call.principal(), token, Payload.of(request.toString()));
        return expected.await(timeout(call))
                .map(text -> Answer.read(text, request))
                .orElseGet(() -> Answer.failed(
                        "",
                        "CloudFormation did not receive a response from your Custom Resource. Please check your logs for"
                                + " requestId [" + expected.requestId() + "]. If you are using the Python cfn-response"
                                + " module, you may need to update your Lambda function code so that CloudFormation can"
                                + " attach the updated version."));
    }

    private static Duration timeout(ResourceCall call) {
        if (!call.has("ServiceTimeout")) {
            return Duration.ofSeconds(LONGEST_TIMEOUT);
        }
        int seconds = Integer.parseInt(call.text("ServiceTimeout"));
        if (seconds < 1 || seconds > LONGEST_TIMEOUT) {
            throw new ResourceFailed("ServiceTimeout must be between 1 and " + LONGEST_TIMEOUT + " seconds.");
        }
        return Duration.ofSeconds(seconds);
    }

    /** Providers get all values as texts. */
    private static JsonNode texts(JsonNode value) {
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(each -> copy.set(each.getKey(), texts(each.getValue())));
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> copy.add(texts(each)));
            return copy;
        }
        return TextNode.valueOf(value.asText());
    }

    /**
     * What a provider answered.
     *
     * @param id the physical id; empty where it told none
     * @param reason why it failed; empty where it succeeded
     */
    private record Answer(String id, Map<String, String> data, boolean secret, String reason) {
        static Answer failed(String id, String reason) {
            return new Answer(id, Map.of(), false, reason);
        }

        static Answer read(String text, JsonNode request) {
            Optional<JsonNode> parsed = parsed(text);
            if (parsed.isEmpty()) {
                return failed("", "Response is not valid JSON");
            }
            JsonNode answer = parsed.get();
            if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ANSWER) {
                return failed("", "Response object is too long.");
            }
            for (String given : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
                if (!answer.path(given).asText().equals(request.path(given).asText())) {
                    return failed("", "Invalid " + given);
                }
            }
            String id = answer.path("PhysicalResourceId").asText();
            String status = answer.path("Status").asText();
            if (status.equals("FAILED")) {
                return failed(
                        id,
                        "Received response status [FAILED] from custom resource. Message returned: "
                                + answer.path("Reason").asText() + " (RequestId: "
                                + request.path("RequestId").asText() + ")");
            }
            if (!status.equals("SUCCESS")) {
                return failed(id, "Invalid Status");
            }
            if (id.isEmpty()) {
                return failed("", "Invalid PhysicalResourceId");
            }
            Map<String, String> data = new LinkedHashMap<>();
            flatten(answer.path("Data"), "", data);
            return new Answer(id, data, answer.path("NoEcho").asBoolean(), "");
        }

        private static Optional<JsonNode> parsed(String text) {
            try {
                return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }

        /** Attributes of attributes are named with a point between. */
        private static void flatten(JsonNode value, String name, Map<String, String> into) {
            if (value.isObject()) {
                String prefix = name.isEmpty() ? "" : name + ".";
                value.properties().forEach(each -> flatten(each.getValue(), prefix + each.getKey(), into));
            } else if (!name.isEmpty()) {
                into.put(name, value.isValueNode() ? value.asText() : value.toString());
            }
        }

        boolean succeeded() {
            return reason.isEmpty();
        }

        Physical physical() {
            return new Physical(id, data, secret ? new HashSet<>(data.values()) : Set.of());
        }

        ResourceFailed failure() {
            return new ResourceFailed(reason);
        }
    }
}
