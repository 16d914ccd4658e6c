package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a template makes its caller acknowledge.
 *
 * @param required {@code CAPABILITY_IAM}, {@code CAPABILITY_NAMED_IAM}, {@code CAPABILITY_AUTO_EXPAND}
 * @param reason AWS's words about the resources that need it
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html">CreateStack</a>
 */
public record Capabilities(Set<String> required, String reason) {

    /** Types that grant permissions, and the property that names them. */
    private static final Map<String, String> NAMES = Map.of(
            "AWS::IAM::AccessKey", "",
            "AWS::IAM::Group", "GroupName",
            "AWS::IAM::InstanceProfile", "InstanceProfileName",
            "AWS::IAM::ManagedPolicy", "ManagedPolicyName",
            "AWS::IAM::Policy", "",
            "AWS::IAM::Role", "RoleName",
            "AWS::IAM::User", "UserName",
            "AWS::IAM::UserToGroupAddition", "");

    /** @param expanded the template after transforms */
    public static Capabilities of(ObjectNode expanded) {
        Set<String> types = new LinkedHashSet<>();
        boolean named = false;
        for (JsonNode resource : expanded.path("Resources")) {
            String type = resource.path("Type").asText();
            String name = NAMES.get(type);
            if (name != null) {
                types.add(type);
                named |= !name.isEmpty() && resource.path("Properties").has(name);
            }
        }
        if (types.isEmpty()) {
            return new Capabilities(Set.of(), "");
        }
        return new Capabilities(
                Set.of(named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM"),
                "The following resource(s) require capabilities: [" + String.join(", ", types) + "]");
    }

    /** Those required and not given; the named one stands for the other. */
    public List<String> missing(Collection<String> given) {
        return required.stream()
                .filter(each -> !given.contains(each))
                .filter(each -> !(each.equals("CAPABILITY_IAM") && given.contains("CAPABILITY_NAMED_IAM")))
                .toList();
    }
}
