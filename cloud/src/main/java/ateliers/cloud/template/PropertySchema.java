package ateliers.cloud.template;

/**
 * One property of a resource or of a nested type.
 *
 * @param replacement what a changed value does to the resource
 */
public record PropertySchema(ValueType type, boolean required, Replacement replacement) {

    /** AWS's update behaviours. */
    public enum Replacement {
        /** Updated in place. */
        NEVER,
        /** Some changes replace the resource. */
        SOMETIMES,
        ALWAYS
    }
}
