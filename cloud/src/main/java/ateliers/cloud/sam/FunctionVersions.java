package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The version that {@code AutoPublishAlias} publishes, and the alias that points to it. The version's logical id ends
 * in a hash of the code's place, so that new code is a new version.
 */
final class FunctionVersions {

    private FunctionVersions() {}

    /** Refuses what the properties of versions cannot say. */
    static void check(SamResource resource) {
        JsonNode policy = resource.get("VersionDeletionPolicy");
        if (Nodes.says(policy)
                && !Intrinsics.isIntrinsic(policy)
                && !policy.asText().matches("Delete|Retain")) {
            throw resource.problem(
                    "Property 'VersionDeletionPolicy' should be a one of the strings: 'Delete' or 'Retain'.");
        }
        boolean publishes = Nodes.says(resource.get("AutoPublishAlias"));
        if (Nodes.says(policy) && !publishes) {
            throw resource.problem("'VersionDeletionPolicy' requires 'AutoPublishAlias'.");
        }
        if (Nodes.says(resource.get("ProvisionedConcurrencyConfig")) && !publishes) {
            throw resource.problem(
                    "To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function");
        }
    }

    /** The alias, or null where the function publishes none. */
    static CfnResource publish(
            SamResource resource, CfnResource function, List<CfnResource> generated, Translation translation) {
        if (!Nodes.says(resource.get("AutoPublishAlias"))) {
            return null;
        }
        String name = aliasName(resource, translation);
        String sha = codeSha(resource, function, translation);
        ObjectNode attributes = resource.sharedAttributes();
        if (!attributes.has("DeletionPolicy")) {
            JsonNode policy = resource.get("VersionDeletionPolicy");
            Nodes.put(attributes, "DeletionPolicy", Nodes.says(policy) ? policy : "Retain");
        }
        String suffix = sha == null
                ? StableHash.suffix(published(resource, function, translation))
                : sha.substring(0, Math.min(10, sha.length()));
        CfnResource version = new CfnResource(
                        resource.logicalId() + "Version" + suffix, "AWS::Lambda::Version", attributes)
                .set("FunctionName", function.ref())
                .set("Description", resource.get("VersionDescription"));
        String aliasId = resource.logicalId() + "Alias" + name.replace("-", "D").replace("_", "U");
        CfnResource alias = new CfnResource(aliasId, "AWS::Lambda::Alias", resource.sharedAttributes())
                .set("Name", name)
                .set("FunctionName", function.ref())
                .set("FunctionVersion", Intrinsics.getAtt(version.logicalId(), "Version"));
        if (Nodes.says(resource.get("ProvisionedConcurrencyConfig"))) {
            alias.set("ProvisionedConcurrencyConfig", resource.get("ProvisionedConcurrencyConfig"));
        }
        generated.add(version);
        generated.add(alias);
        return alias;
    }

    private static String aliasName(SamResource resource, Translation translation) {
        JsonNode name = translation.resolve(resource.get("AutoPublishAlias"));
        if (!name.isTextual()) {
            throw resource.problem("'AutoPublishAlias' must be a string or a Ref to a template parameter");
        }
        if (name.textValue().isEmpty()) {
            throw resource.problem("Alias name is required to create an alias");
        }
        if (!name.textValue().matches("(?!^[0-9]+$)([a-zA-Z0-9\\-_]+)")) {
            throw resource.problem("AutoPublishAlias name ('" + name.textValue()
                    + "') must contain only alphanumeric characters, hyphens, or underscores matching "
                    + "(?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.");
        }
        return name.textValue();
    }

    /** The given hash of the code, which is also added to the description, or null. */
    private static String codeSha(SamResource resource, CfnResource function, Translation translation) {
        if (!Nodes.says(resource.get("AutoPublishCodeSha256"))) {
            return null;
        }
        JsonNode sha = translation.resolve(resource.get("AutoPublishCodeSha256"));
        if (!sha.isTextual()) {
            throw resource.problem("AutoPublishCodeSha256 must be a string");
        }
        JsonNode description = translation.resolve(resource.get("Description"));
        if (!Nodes.says(description)) {
            function.set("Description", sha);
        } else if (description.isTextual()) {
            function.set("Description", description.textValue() + " " + sha.textValue());
        } else {
            function.set("Description", Nodes.object("Fn::Join", Nodes.array(" ", Nodes.array(description, sha))));
        }
        return sha.textValue();
    }

    /**
     * What makes a new version when it changes: code, environment, memory, SnapStart; or all, and those of layers that say
     * so.
     */
    private static ObjectNode published(SamResource resource, CfnResource function, Translation translation) {
        if (Nodes.says(resource.get("AutoPublishAliasAllProperties"))
                && resource.get("AutoPublishAliasAllProperties").asBoolean()) {
            ObjectNode all = function.properties().deepCopy();
            function.properties().path("Layers").forEach(layer -> {
                String id = Intrinsics.logicalId(layer);
                JsonNode given = Nodes.get(translation.resource(id), "Properties");
                if (given != null && given.path("PublishLambdaVersion").asBoolean()) {
                    all.set(id, given);
                }
            });
            return all;
        }
        ObjectNode published =
                (ObjectNode) translation.resolve(function.properties().get("Code"));
        JsonNode environment = Nodes.get(function.properties(), "Environment");
        if (environment instanceof ObjectNode variables) {
            published.setAll(variables.deepCopy());
        }
        JsonNode memory = Nodes.get(function.properties(), "MemorySize");
        if (Nodes.says(memory)) {
            published.set("MemorySize", memory);
        }
        JsonNode snapStart = Nodes.get(function.properties(), "SnapStart");
        String applyOn = Nodes.text(snapStart, "ApplyOn");
        if (applyOn != null && !applyOn.equals("None")) {
            published.set("SnapStart", snapStart);
        }
        return published;
    }
}
