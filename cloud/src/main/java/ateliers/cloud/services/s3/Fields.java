package ateliers.cloud.services.s3;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Members of the SDK's requests and responses by AWS's names, for what many operations have in common. */
final class Fields {
    private Fields() {}

    /** The members of these names that are set. */
    static Map<String, Object> read(SdkPojo from, Set<String> names) {
        Map<String, Object> values = new HashMap<>();
        for (SdkField<?> field : from.sdkFields()) {
            if (names.contains(field.memberName())) {
                Object value = field.getValueOrDefault(from);
                if (isSet(value)) {
                    values.put(field.memberName(), value);
                }
            }
        }
        return values;
    }

    /** A member as text, or null. */
    static String text(SdkPojo from, String name) {
        for (SdkField<?> field : from.sdkFields()) {
            if (field.memberName().equals(name)) {
                return (String) field.getValueOrDefault(from);
            }
        }
        return null;
    }

    /** Sets those of the values that the builder has a member for. */
    static <B> B fill(B builder, Map<String, ?> values) {
        for (SdkField<?> field : ((SdkPojo) builder).sdkFields()) {
            Object value = values.get(field.memberName());
            if (value != null) {
                field.set(builder, value);
            }
        }
        return builder;
    }

    private static boolean isSet(Object value) {
        return value != null
                && !Boolean.FALSE.equals(value)
                && !(value instanceof Collection<?> list && list.isEmpty())
                && !(value instanceof Map<?, ?> map && map.isEmpty());
    }
}
