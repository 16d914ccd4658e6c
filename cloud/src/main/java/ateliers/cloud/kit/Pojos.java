package ateliers.cloud.kit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The SDK's plain objects, as bags of members by AWS's names. For control planes: not for hot paths. */
public final class Pojos {
    private Pojos() {}

    /** Sets the members of a builder that another object has under the same name, and returns the builder. */
    public static <B extends SdkPojo> B copy(SdkPojo from, B builder) {
        for (SdkField<?> target : builder.sdkFields()) {
            field(from, target.memberName())
                    .filter(source -> source.marshallingType().equals(target.marshallingType()))
                    .map(source -> source.getValueOrDefault(from))
                    .ifPresent(value -> target.set(builder, value));
        }
        return builder;
    }

    /** Sets those members of a builder that were given in another object under the same name, and returns the builder. */
    public static <B extends SdkPojo> B overlay(SdkPojo from, B builder) {
        for (SdkField<?> target : builder.sdkFields()) {
            field(from, target.memberName())
                    .filter(source -> source.marshallingType().equals(target.marshallingType()))
                    .map(source -> source.getValueOrDefault(from))
                    .filter(Pojos::isGiven)
                    .ifPresent(value -> target.set(builder, value));
        }
        return builder;
    }

    /** The members of these names that were given, by their names; the map is the caller's. */
    public static Map<String, Object> given(SdkPojo pojo, Set<String> members) {
        Map<String, Object> given = new HashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = members.contains(field.memberName()) ? field.getValueOrDefault(pojo) : null;
            if (value != null && isGiven(value)) {
                given.put(field.memberName(), value);
            }
        }
        return given;
    }

    /** A member that is text; null when it was not given. */
    public static String text(SdkPojo pojo, String member) {
        return (String) field(pojo, member).map(f -> f.getValueOrDefault(pojo)).orElse(null);
    }

    /** Sets the members of a builder that there are values for, and returns the builder. */
    public static <B extends SdkPojo> B fill(B builder, Map<String, ?> values) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = values.get(field.memberName());
            if (value != null) {
                field.set(builder, value);
            }
        }
        return builder;
    }

    /** Whether a member was given. */
    public static boolean has(SdkPojo pojo, String member) {
        return field(pojo, member)
                .map(f -> f.getValueOrDefault(pojo))
                .filter(Pojos::isGiven)
                .isPresent();
    }

    private static boolean isGiven(Object value) {
        return !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static Optional<SdkField<?>> field(SdkPojo pojo, String member) {
        return pojo.sdkFields().stream()
                .filter(f -> f.memberName().equals(member))
                .findFirst();
    }
}
