package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Unsupported;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Checks and conversions of what requests hold. */
final class StackRequests {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]*");
    private static final int MAX_NAME = 128;

    private StackRequests() {}

    static void name(String name, String member) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw CfnErrors.validation("1 validation error detected: Value '" + name + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " [a-zA-Z][-a-zA-Z0-9]*");
        }
        if (name.length() > MAX_NAME) {
            throw CfnErrors.validation("1 validation error detected: Value '" + name + "' at '" + member
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + MAX_NAME);
        }
    }

    /** Given values; those of the stack's parameters that are to stay. */
    static Map<String, String> parameters(List<Parameter> given, Stack previous) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter each : given) {
            if (!Boolean.TRUE.equals(each.usePreviousValue())) {
                values.put(each.parameterKey(), each.parameterValue());
                continue;
            }
            String old = previous == null
                    ? null
                    : previous.prepared().definition().parameters().texts().get(each.parameterKey());
            if (old == null) {
                throw CfnErrors.validation("Invalid input for parameter key " + each.parameterKey()
                        + ". Cannot specify usePreviousValue as true for a parameter key not in the previous template");
            }
            values.put(each.parameterKey(), old);
        }
        return values;
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (tag.key().startsWith("aws:")) {
                throw CfnErrors.validation("aws: prefixed tag key names are not allowed for external use.");
            }
            map.put(tag.key(), tag.value());
        }
        return map;
    }

    static void refuse(boolean used, String what) {
        if (used) {
            throw new Unsupported("cloudformation: " + what);
        }
    }
}
