package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * {@code CodeDeployLambdaAliasUpdate}, by which an alias's version is changed.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html">UpdatePolicy attribute</a>
 */
final class AliasUpdates {

    private static final String NAME = "CodeDeployLambdaAliasUpdate";

    private AliasUpdates() {}

    /** Whether a resource's policy is this one alone. */
    static boolean areOf(JsonNode resource) {
        JsonNode policy = resource.path("UpdatePolicy");
        return resource.path("Type").asText().equals("AWS::Lambda::Alias")
                && policy.size() == 1
                && policy.path(NAME).isObject();
    }

    /** What the policy of an alias says; empty for any other resource. */
    static Optional<ObjectNode> of(JsonNode resource) {
        return areOf(resource)
                ? Optional.of((ObjectNode) resource.path("UpdatePolicy").path(NAME))
                : Optional.empty();
    }

    /** Names what this cloud lacks of them: functions that look at a deployment answer CodeDeploy, which is not there. */
    static void refuseGaps(String logicalId, JsonNode resource) {
        for (String hook : List.of("BeforeAllowTrafficHook", "AfterAllowTrafficHook")) {
            JsonNode given = resource.path("UpdatePolicy").path(NAME).path(hook);
            if (!given.isMissingNode() && !Functions.isNoValue(given)) {
                throw new Unsupported("cloudformation: " + hook + " of " + NAME + " (resource " + logicalId + ")");
            }
        }
    }
}
