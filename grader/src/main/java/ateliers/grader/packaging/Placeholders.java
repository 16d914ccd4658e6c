package ateliers.grader.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stands in for {@code aws cloudformation package} where nothing is to be uploaded: local files and folders become
 * objects of a bucket whose name says that they are not there.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html">what package uploads</a>
 */
public final class Placeholders {
    /** The bucket that stands for the one of {@code --s3-bucket}. */
    public static final String BUCKET = "a-empaqueter";

    private static final Map<String, String> PROPERTIES = Map.of(
            "AWS::Serverless::Function", "CodeUri",
            "AWS::Serverless::Api", "DefinitionUri",
            "AWS::Serverless::HttpApi", "DefinitionUri",
            "AWS::Serverless::StateMachine", "DefinitionUri",
            "AWS::Serverless::LayerVersion", "ContentUri");
    private static final Map<String, String> GLOBALS = Map.of("Function", "CodeUri", "Api", "DefinitionUri");

    /**
     * One path that was replaced.
     *
     * @param owner the resource, or {@code Globals.Function}
     * @param property such as {@code CodeUri}
     */
    public record Replaced(String owner, String property, String path, String uri) {}

    private Placeholders() {}

    /**
     * Replaces the local paths of serverless resources; what is in S3 already, or is no plain text, stays as it is.
     *
     * @param template changed in place
     */
    public static List<Replaced> put(ObjectNode template) {
        List<Replaced> replaced = new ArrayList<>();
        GLOBALS.forEach((section, property) ->
                put("Globals." + section, template.path("Globals").path(section), property, replaced));
        template.path("Resources").properties().forEach(each -> {
            String property = PROPERTIES.get(each.getValue().path("Type").asText());
            if (property != null) {
                put(each.getKey(), each.getValue().path("Properties"), property, replaced);
            }
        });
        return replaced;
    }

    private static void put(String owner, JsonNode properties, String property, List<Replaced> replaced) {
        JsonNode path = properties.path(property);
        // package leaves aside the path of a function whose code is inline
        if (!path.isTextual() || properties.has("InlineCode") || !isLocal(path.textValue())) {
            return;
        }
        String uri = "s3://" + BUCKET + "/" + key(path.textValue());
        ((ObjectNode) properties).put(property, uri);
        replaced.add(new Replaced(owner, property, path.textValue(), uri));
    }

    private static boolean isLocal(String path) {
        return !path.isBlank() && !path.contains("://") && !path.contains("{{resolve:");
    }

    /** The path as a key: forward slashes, and none of the characters that mean something else in an URI. */
    private static String key(String path) {
        String plain = path.replace('\\', '/').replaceFirst("^(\\./|/)+", "").replaceAll("[?#]", "_");
        return plain.isEmpty() ? "." : plain;
    }
}
