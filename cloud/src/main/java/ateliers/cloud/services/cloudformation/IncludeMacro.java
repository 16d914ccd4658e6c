package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.template.LanguageExtensions;
import ateliers.cloud.template.TemplateFormatException;
import ateliers.cloud.template.TemplateReader;
import ateliers.cloud.template.TransformFailed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * {@code AWS::Include}: a snippet in S3, its members in the place of the transform that names it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html">AWS::Include
 *     transform</a>
 */
record IncludeMacro() implements Macro {
    static final String NAME = "AWS::Include";

    private static final String NO_CONTENT = "The specified S3 object's content should be valid Yaml/JSON.";

    @Override
    public String name() {
        return NAME;
    }

    /** @param template the object in which the transform stands, or the whole template */
    @Override
    public ObjectNode expand(ObjectNode template, JsonNode parameters, Setting setting) {
        JsonNode location = LanguageExtensions.told(parameters.path("Location"), setting.values(), setting.pseudo());
        if (!location.isTextual() || !location.textValue().matches("s3://[^/]+/.+")) {
            throw new TransformFailed("The location parameter is not a valid S3 uri.");
        }
        ObjectNode included = template.deepCopy();
        read(setting.s3().apply(location.textValue())).properties().forEach(each -> {
            if (included.has(each.getKey())) {
                throw new Unsupported("cloudformation: the key " + each.getKey()
                        + " of a snippet of AWS::Include that stands beside the transform, too");
            }
            included.set(each.getKey(), each.getValue());
        });
        return included;
    }

    /** Snippets are written in long form, and include no others. */
    private static ObjectNode read(String text) {
        ObjectNode snippet;
        try {
            snippet = TemplateReader.readLongForm(text).root();
        } catch (TemplateFormatException e) {
            throw new TransformFailed(NO_CONTENT);
        }
        if (snippet.findValue("Fn::Transform") != null) {
            throw new TransformFailed(NO_CONTENT);
        }
        return snippet;
    }
}
