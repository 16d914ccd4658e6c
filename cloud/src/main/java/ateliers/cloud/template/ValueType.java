package ateliers.cloud.template;

import java.util.List;

/** The type of a resource property's value, as AWS's resource schemas have it. */
public sealed interface ValueType {

    /** Types without parts. */
    enum Scalar implements ValueType {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        /** An ISO 8601 instant. */
        TIMESTAMP,
        /** Any JSON object or array, e.g. a policy document. */
        JSON,
        /** An object with {@code Key} and {@code Value}. */
        TAG
    }

    /** A string or number out of a closed set. */
    record OneOf(List<String> values) implements ValueType {}

    record ListOf(ValueType element) implements ValueType {}

    /** An object with free keys. */
    record MapOf(ValueType element) implements ValueType {}

    /** An object whose properties are the definition of that name in its {@link ResourceSchema}. */
    record Definition(String name) implements ValueType {}

    record AnyOf(List<ValueType> types) implements ValueType {}
}
