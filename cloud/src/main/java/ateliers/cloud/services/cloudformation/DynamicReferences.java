package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

/**
 * <code>{{resolve:service:reference}}</code> in property values. What they mean is looked up as whoever acts for the stack,
 * each time that a resource is made or changed; the stack itself knows them by their text only.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">dynamic references</a>
 */
record DynamicReferences(Door door, Principal principal) {
    private static final ObjectMapper JSON = Json.mapper();
    private static final Pattern STORED =
            Pattern.compile("\\{\\{resolve:(ssm|ssm-secure):([a-zA-Z0-9_.\\-/]+)(?::(\\d+))?}}");

    /** A secret by its name or ARN, then SecretString, a key of its JSON, a stage, a version. */
    private static final Pattern SECRET = Pattern.compile("\\{\\{resolve:secretsmanager:"
            + "(arn:[^:}]*:secretsmanager:[^:}]*:[^:}]*:secret:[^:}]+|[^:}]+)"
            + "(?::([^:}]*))?(?::([^:}]*))?(?::([^:}]*))?(?::([^:}]*))?}}");

    /**
     * The same properties with what their references mean.
     *
     * @throws IllegalArgumentException for a reference that means nothing, with AWS's reason
     */
    ObjectNode resolve(ObjectNode properties) {
        return (ObjectNode) resolved(properties);
    }

    private JsonNode resolved(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), resolved(each.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(each -> copy.add(resolved(each)));
            return copy;
        }
        return value.isTextual() && value.textValue().contains("{{resolve:")
                ? TextNode.valueOf(replaced(
                        STORED,
                        replaced(
                                SECRET,
                                value.textValue(),
                                match -> secret(
                                        match.group(1),
                                        match.group(2),
                                        match.group(3),
                                        match.group(4),
                                        match.group(5))),
                        match -> stored(match.group(1).equals("ssm-secure"), match.group(2), match.group(3))))
                : value;
    }

    private static String replaced(Pattern references, String text, Function<MatchResult, String> meaning) {
        return references.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meaning.apply(match)));
    }

    /** Of a parameter, which must be a secure string for a secure reference and none for another. */
    private String stored(boolean secure, String name, String version) {
        String id = version == null ? name : name + ":" + version;
        Parameter found;
        try {
            found = as(SsmClient.class)
                    .getParameter(r -> r.name(id).withDecryption(secure))
                    .parameter();
        } catch (ParameterNotFoundException | ParameterVersionNotFoundException e) {
            throw new IllegalArgumentException(
                    "Parameters: [" + (secure ? "ssm-secure:" : "ssm:") + id + "] cannot be found.", e);
        }
        if (found.type() == ParameterType.SECURE_STRING && !secure) {
            throw new IllegalArgumentException("Non-secure ssm prefix was used for secure parameter: [" + name + "]");
        }
        return found.value();
    }

    private String secret(String id, String part, String key, String stage, String version) {
        if (part != null && !part.isEmpty() && !part.equals("SecretString")) {
            throw new IllegalArgumentException(
                    "Invalid SecretsManager dynamic reference: only SecretString is supported");
        }
        String text = as(SecretsManagerClient.class)
                .getSecretValue(r -> r.secretId(id).versionStage(given(stage)).versionId(given(version)))
                .secretString();
        return given(key) == null ? text : member(text, key);
    }

    private <C extends SdkClient> C as(Class<C> api) {
        return door.as(principal, api, CallContext.viaService("cloudformation.amazonaws.com"));
    }

    private static String given(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String member(String text, String key) {
        JsonNode found;
        try {
            found = JSON.readTree(text).path(key);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Could not parse SecretString JSON", e);
        }
        if (found.isMissingNode()) {
            throw new IllegalArgumentException("Could not find a value associated with JSONKey in SecretString");
        }
        return found.isValueNode() ? found.asText() : found.toString();
    }
}
