package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.door.Unsupported;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Checks and conversions of what requests hold. */
final class StackRequests {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]*");
    private static final int MAX_NAME = 128;

    private StackRequests() {}

    static void stackName(String name) {
        name(name, "stackName", "|arn:[-a-zA-Z0-9:/._+]*");
    }

    static void changeSetName(String name) {
        name(name, "changeSetName", "");
    }

    /** @param alternative what else AWS's pattern has, though it stands for nothing that can be made */
    private static void name(String name, String member, String alternative) {
        RequestCheck.constraints()
                .present(member, name)
                .must(
                        name == null || NAME.matcher(name).matches(),
                        name,
                        member,
                        "satisfy regular expression pattern: " + NAME + alternative)
                .length(member, name, 0, MAX_NAME)
                .require();
    }

    /** Given values; those of the stack's parameters that are to stay. */
    static Map<String, String> parameters(List<Parameter> given, Stack previous) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> missing = new TreeSet<>();
        for (Parameter each : given) {
            RequestCheck.required(each.parameterKey(), "parameters.member.parameterKey");
            boolean stays = Boolean.TRUE.equals(each.usePreviousValue());
            if (!stays && each.parameterValue() == null) {
                missing.add(each.parameterKey());
                continue;
            } else if (!stays) {
                values.put(each.parameterKey(), each.parameterValue());
                continue;
            }
            if (each.parameterValue() != null && !each.parameterValue().isEmpty()) {
                throw CfnErrors.validation("Invalid input for parameter key " + each.parameterKey()
                        + ". Cannot specify usePreviousValue as true and non empty value for a parameter");
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
        if (!missing.isEmpty()) {
            throw CfnErrors.validation("Parameters: [" + String.join(", ", missing) + "] must have values");
        }
        return values;
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            Tag tag = tags.get(i);
            RequestCheck.length(tag.key(), 1, 128, "tags." + (i + 1) + ".member.key");
            RequestCheck.length(tag.value(), 1, 256, "tags." + (i + 1) + ".member.value");
            if (SystemTags.is(tag.key())) {
                throw CfnErrors.validation(SystemTags.RULE);
            }
            if (map.put(tag.key(), tag.value()) != null) {
                throw CfnErrors.validation("Duplicate tag key: " + tag.key());
            }
        }
        return map;
    }

    /** The previous template or a new one. */
    static void template(Boolean previous, String body, String url) {
        if (Boolean.TRUE.equals(previous) && (body != null || url != null)) {
            throw CfnErrors.validation("You cannot specify both usePreviousTemplate and Template Body/Template URL.");
        }
    }

    static void refuse(boolean used, String what) {
        if (used) {
            throw new Unsupported("cloudformation: " + what);
        }
    }
}
