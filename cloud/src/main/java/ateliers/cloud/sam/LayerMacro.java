package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A version of a layer. Its logical id ends in a hash of what it is, so that a changed layer is a new resource and the
 * one before is kept, unless its retention policy says otherwise.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html">AWS::Serverless::LayerVersion</a>
 */
final class LayerMacro implements ResourceMacro {

    private static final String TYPE = "AWS::Serverless::LayerVersion";
    private static final List<String> POLICIES = List.of("Retain", "Delete");
    private static final String OPTIONS = "['Retain', 'Delete']";

    private static final PropertyRules RULES = PropertyRules.of("""
            LayerName: string|map
            Description: string
            PublishLambdaVersion: bool
            ContentUri!: string|map
            CompatibleArchitectures: list-of-string|map
            CompatibleRuntimes: list-of-string|map
            LicenseInfo: string
            RetentionPolicy: string
            """);

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(SamResource resource, Translation translation) {
        ObjectNode properties = resource.properties().deepCopy();
        for (String name : List.of("LayerName", "LicenseInfo", "Description", "RetentionPolicy")) {
            resolve(resource, properties, name, translation);
        }
        ObjectNode attributes = resource.sharedAttributes();
        String policy = policy(resource, properties.get("RetentionPolicy"));
        if (policy != null) {
            attributes.put("DeletionPolicy", policy);
        } else if (!attributes.has("DeletionPolicy")) {
            attributes.put("DeletionPolicy", "Retain");
        }
        String id = resource.logicalId() + StableHash.suffix(hashed(resource, properties));
        JsonNode architectures = properties.get("CompatibleArchitectures");
        CfnResource layer = new CfnResource(id, "AWS::Lambda::LayerVersion", attributes)
                .dependsOn(resource.dependsOn())
                .set("LayerName", properties.has("LayerName") ? properties.get("LayerName") : resource.logicalId())
                .set("Content", FunctionCode.s3Object(resource, properties.get("ContentUri"), "ContentUri"))
                .copy(properties, "Description", "CompatibleArchitectures", "CompatibleRuntimes", "LicenseInfo");
        checkArchitectures(id, architectures);
        translation.references().rename(resource.logicalId(), id);
        return List.of(layer);
    }

    /** What the id changes with: the resource as SAM has read it, without the attributes that decide what becomes of it. */
    private static ObjectNode hashed(SamResource resource, ObjectNode properties) {
        ObjectNode all = Nodes.object("Type", TYPE);
        Nodes.put(all, "DependsOn", resource.dependsOn());
        Nodes.put(all, "Condition", Nodes.get(resource.node(), "Condition"));
        all.set("Properties", properties);
        return Nodes.object(resource.logicalId(), all);
    }

    private static void resolve(SamResource resource, ObjectNode properties, String name, Translation translation) {
        JsonNode given = Nodes.get(properties, name);
        if (given == null) {
            return;
        }
        JsonNode value = translation.resolve(given);
        if (!value.isTextual() && !Intrinsics.isIntrinsic(value)) {
            throw resource.problem("Could not resolve parameter for '" + name + "' or parameter is not a String.");
        }
        properties.set(name, value);
    }

    private static String policy(SamResource resource, JsonNode given) {
        if (given == null) {
            return null;
        }
        if (!given.isTextual()) {
            throw resource.problem(
                    "'RetentionPolicy' does not accept intrinsic functions, please use one of the following"
                            + " options: " + OPTIONS);
        }
        return POLICIES.stream()
                .filter(each -> each.equalsIgnoreCase(given.textValue()))
                .findFirst()
                .orElseThrow(() ->
                        resource.problem("'RetentionPolicy' must be one of the following options: " + OPTIONS + "."));
    }

    private static void checkArchitectures(String id, JsonNode architectures) {
        if (architectures == null || !architectures.isArray()) {
            return;
        }
        for (JsonNode each : architectures) {
            if (!Intrinsics.isIntrinsic(each) && !List.of("x86_64", "arm64").contains(each.asText())) {
                throw SamProblem.resource(id, "CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'");
            }
        }
    }
}
