package ateliers.cloud.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A template as read: short-form functions in their long form ({@code !Ref X} is {@code {"Ref": "X"}}), dates as
 * strings.
 *
 * @param root the template, freely usable by its owner; the reader keeps no reference to it
 * @param lines where each value stood in the text
 */
public record Template(ObjectNode root, SourceMap lines) {

    /** The same text, seen through a transform: values that the transform left in place keep their lines. */
    public Template withRoot(ObjectNode transformed) {
        return new Template(transformed, lines);
    }
}
