package ateliers.cloud.services.cloudformation;

import ateliers.cloud.template.ParameterValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A macro that AWS hosts.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html">Transform
 *     reference</a>
 */
interface Macro {

    /** As the Transform section names it. */
    String name();

    /**
     * The template that comes out.
     *
     * @param template with what stands in it for macros expanded already; not changed
     * @param parameters of the macro, an empty object where the template gives none
     * @throws ateliers.cloud.template.TransformFailed in AWS's words
     */
    ObjectNode expand(ObjectNode template, JsonNode parameters, Setting setting);

    /**
     * What a macro is told beside the template.
     *
     * @param given the parameters' values as the caller has given them
     * @param values the parameters' values; looked up when asked for
     * @param pseudo values of the pseudo parameters
     * @param s3 reads an object by its {@code s3://} URI as the caller, or fails as {@code AWS::Include} does
     */
    record Setting(
            Map<String, String> given,
            Supplier<ParameterValues> values,
            Map<String, JsonNode> pseudo,
            Function<String, String> s3) {}
}
