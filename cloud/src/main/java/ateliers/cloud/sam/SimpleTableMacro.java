package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A table with a single attribute as its key.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html">AWS::Serverless::SimpleTable</a>
 */
final class SimpleTableMacro implements ResourceMacro {

    private static final Map<String, String> KEY_TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");

    private static final PropertyRules RULES = PropertyRules.of("""
            PointInTimeRecoverySpecification=: any
            PrimaryKey: map-of-string
            ProvisionedThroughput: map-of-int|map
            TableName: string|map
            Tags: map
            SSESpecification: map
            """);

    @Override
    public String type() {
        return "AWS::Serverless::SimpleTable";
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(SamResource resource, Translation translation) {
        ObjectNode key = key(resource);
        CfnResource table = new CfnResource(resource.logicalId(), "AWS::DynamoDB::Table", resource.ownAttributes())
                .dependsOn(resource.dependsOn())
                .set("AttributeDefinitions", Nodes.array(key))
                .set(
                        "KeySchema",
                        Nodes.array(Nodes.object("AttributeName", key.get("AttributeName"), "KeyType", "HASH")))
                .copy(resource.properties(), "PointInTimeRecoverySpecification", "SSESpecification", "TableName");
        if (Nodes.says(resource.get("ProvisionedThroughput"))) {
            table.set("ProvisionedThroughput", resource.get("ProvisionedThroughput"));
        } else {
            table.set("BillingMode", "PAY_PER_REQUEST");
        }
        if (Nodes.says(resource.get("Tags"))) {
            table.set("Tags", Tags.list(resource.get("Tags")));
        }
        return List.of(table);
    }

    private static ObjectNode key(SamResource resource) {
        JsonNode primaryKey = resource.get("PrimaryKey");
        if (!Nodes.says(primaryKey)) {
            return Nodes.object("AttributeName", "id", "AttributeType", "S");
        }
        for (String name : List.of("Name", "Type")) {
            if (Nodes.get(primaryKey, name) == null) {
                throw resource.problem("Property 'PrimaryKey." + name + "' is required.");
            }
        }
        String type = primaryKey.get("Type").asText();
        if (!KEY_TYPES.containsKey(type)) {
            throw resource.problem("Invalid 'Type' \"" + type + "\".");
        }
        return Nodes.object("AttributeName", primaryKey.get("Name"), "AttributeType", KEY_TYPES.get(type));
    }
}
