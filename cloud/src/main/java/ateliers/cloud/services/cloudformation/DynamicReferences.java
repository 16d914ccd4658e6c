package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
    private static final String STORED = "\\{\\{resolve:(ssm|ssm-secure):([a-zA-Z0-9_.\\-/]+)(?::(\\d+))?}}";

    /** A secret by its name or ARN, then SecretString, a key of its JSON, a stage, a version. */
    private static final String SECRET = "\\{\\{resolve:secretsmanager:"
            + "(arn:[^:}]*:secretsmanager:[^:}]*:[^:}]*:secret:[^:}]+|[^:}]+)"
            + "(?::([^:}]*))?(?::([^:}]*))?(?::([^:}]*))?(?::([^:}]*))?}}";

    private static final Pattern REFERENCE = Pattern.compile(STORED + "|" + SECRET);

    /** AWS takes no more in a whole template; a megabyte of them would stand for gigabytes of secrets. */
    private static final int MOST = 60;

    /**
     * The same properties with what their references mean.
     *
     * @throws IllegalArgumentException for a reference that means nothing, with AWS's reason
     */
    ObjectNode resolve(ObjectNode properties) {
        String text = properties.toString();
        if (text.contains("{{resolve:")
                && REFERENCE.matcher(text).results().limit(MOST + 1).count() > MOST) {
            throw new Unsupported("cloudformation: more than " + MOST + " dynamic references in a resource");
        }
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
                ? TextNode.valueOf(replaced(value.textValue()))
                : value;
    }

    /** Once: a reference in what a reference means is a text like any other. */
    private String replaced(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meaning(match)));
    }

    private String meaning(MatchResult match) {
        return match.group(1) != null
                ? stored(match.group(1).equals("ssm-secure"), match.group(2), match.group(3))
                : secret(match.group(4), match.group(5), match.group(6), match.group(7), match.group(8));
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
