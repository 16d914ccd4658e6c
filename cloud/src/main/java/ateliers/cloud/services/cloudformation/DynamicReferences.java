package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * <code>{{resolve:service:reference}}</code> in property values.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">dynamic references</a>
 */
final class DynamicReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:(secretsmanager|ssm|ssm-secure):[^}]*}}");

    private DynamicReferences() {}

    static void refuse(JsonNode value) {
        if (value.isTextual()) {
            Matcher matcher = REFERENCE.matcher(value.textValue());
            if (matcher.find()) {
                throw new Unsupported("cloudformation: dynamic references to " + matcher.group(1));
            }
        }
        value.forEach(DynamicReferences::refuse);
    }
}
