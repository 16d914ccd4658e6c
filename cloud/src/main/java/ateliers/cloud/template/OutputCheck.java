package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Outputs once parameters and conditions are known: values that are text, names of exports that are names and differ.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html">Outputs</a>
 */
final class OutputCheck {

    private static final Pattern EXPORT = Pattern.compile("[A-Za-z0-9:-]{1,255}");

    /** AWS's words for a value that is none, which some go on from. */
    static final String NO_TEXT =
            "Template format error: The Value field of every Outputs member must evaluate to a String";

    private OutputCheck() {}

    /**
     * @param written functions not evaluated
     * @param outputs functions evaluated that wait for no resource
     * @throws TemplateValidationException in AWS's words
     */
    static void refuse(Map<String, JsonNode> written, Map<String, JsonNode> outputs) {
        Set<String> exports = new LinkedHashSet<>();
        outputs.forEach((name, output) -> {
            boolean parameter = written.get(name).path("Value").has("Ref");
            if (output.path("Value").isArray() && !parameter) {
                throw new TemplateValidationException(NO_TEXT + " and not a List.");
            } else if (!isText(output.path("Value"))) {
                throw new TemplateValidationException(NO_TEXT + ".");
            }
            if (output.has("Export")) {
                export(name, output.get("Export").path("Name").asText(), exports);
            }
        });
    }

    private static void export(String output, String export, Set<String> exports) {
        if (!EXPORT.matcher(export).matches()) {
            throw malformed(
                    output,
                    "The Name field of every Export member must be specified and consist only of alphanumeric"
                            + " characters, colons, or hyphens.");
        }
        if (!exports.add(export)) {
            throw malformed(output, "The Name field of every Export member must be unique: " + export + " is not.");
        }
    }

    /** Text, or a call that waits for a resource and may come out as text. */
    private static boolean isText(JsonNode value) {
        return Functions.isFunction(value) ? !Functions.givesList(value) : value.isValueNode();
    }

    private static TemplateValidationException malformed(String output, String why) {
        return new TemplateValidationException("Template format error: Output " + output + " is malformed. " + why);
    }
}
