package ateliers.cloud.template;

import java.nio.charset.StandardCharsets;

/**
 * Reads the text of a template, JSON when its first character is a brace, else YAML.
 *
 * <p>Stricter than AWS in one point: a key given twice is refused. AWS keeps the last one and says nothing, which is
 * never what an author wants.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">limits</a>
 */
public final class TemplateReader {

    /** Deeper nesting than this is refused; AWS names no number. */
    static final int MAX_DEPTH = 100;

    /** Where a template came from, and how many bytes AWS takes from there. */
    public enum Source {
        /** {@code TemplateBody} of a request. */
        BODY(51_200),
        /** {@code TemplateURL}: an object in S3. */
        URL(1_000_000);

        private final int limit;

        Source(int limit) {
            this.limit = limit;
        }

        /** The largest template, in bytes of UTF-8. */
        public int limit() {
            return limit;
        }
    }

    private TemplateReader() {}

    /** AWS's words for a template of more bytes than these. */
    public static String tooLarge(int limit) {
        return "Template may not exceed " + limit + " bytes in size.";
    }

    /** A template of at most 1 MB, as by {@code TemplateURL}. */
    public static Template read(String text) {
        return read(text, Source.URL);
    }

    /**
     * Reads a template.
     *
     * @throws TemplateFormatException with AWS's words, and the line where there is one
     */
    public static Template read(String text, Source source) {
        // Chars first: no need to encode 10 MB to know that they are too many.
        if (text.length() > source.limit || text.getBytes(StandardCharsets.UTF_8).length > source.limit) {
            throw new TemplateFormatException(
                    source == Source.BODY
                            ? "1 validation error detected: Value '" + text
                                    + "' at 'templateBody' failed to satisfy constraint: "
                                    + "Member must have length less than or equal to " + source.limit
                            : tooLarge(source.limit));
        }
        return read(text, true);
    }

    /** A part of a template, in whose YAML functions are written in their long form only. */
    public static Template readLongForm(String text) {
        return read(text, false);
    }

    private static Template read(String text, boolean shortForms) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return body.stripLeading().startsWith("{")
                ? new JsonTemplate(body).read()
                : new YamlTemplate(body, shortForms).read();
    }
}
