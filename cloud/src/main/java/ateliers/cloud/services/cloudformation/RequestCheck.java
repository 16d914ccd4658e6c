package ateliers.cloud.services.cloudformation;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The constraints that CloudFormation's API model puts on members of requests, and its words for each. */
final class RequestCheck {

    private static final int MAX_TAGS = 50;
    private static final int MIN_ROLE_ARN = 20;
    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    private RequestCheck() {}

    static void required(Object value, String member) {
        if (value == null) {
            throw CfnErrors.validation("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
    }

    static void length(String value, int least, int most, String member) {
        required(value, member);
        if (value.length() < least || value.length() > most) {
            boolean shorter = value.length() < least;
            throw CfnErrors.validation("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must have length " + (shorter ? "greater" : "less")
                    + " than or equal to " + (shorter ? least : most));
        }
    }

    /** @param given what was sent; null when nothing was */
    static <E extends Enum<E>> void oneOf(String given, E[] values, String member) {
        if (given == null || Arrays.stream(values).anyMatch(each -> given.equals(each.toString()))) {
            return;
        }
        throw CfnErrors.validation("1 validation error detected: Value '" + given + "' at '" + member
                + "' failed to satisfy constraint: Member must satisfy enum value set: ["
                + Arrays.stream(values)
                        .filter(each -> !each.name().equals(UNKNOWN))
                        .map(Object::toString)
                        .collect(Collectors.joining(", "))
                + "]");
    }

    static <E extends Enum<E>> void eachOf(Collection<String> given, E[] values, String member) {
        given.forEach(each -> oneOf(each, values, member));
    }

    /** What creations, updates and change sets have in common. */
    static void common(
            List<Tag> tags, List<String> capabilities, String roleArn, RollbackConfiguration rollback, String token) {
        eachOf(capabilities, Capability.values(), "capabilities");
        if (tags.size() > MAX_TAGS) {
            throw CfnErrors.validation(
                    "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have"
                            + " length less than or equal to " + MAX_TAGS);
        }
        if (roleArn != null && roleArn.length() < MIN_ROLE_ARN) {
            throw CfnErrors.validation("1 validation error detected: Value '" + roleArn
                    + "' at 'roleARN' failed to satisfy constraint: Member must have length greater than or equal to "
                    + MIN_ROLE_ARN);
        }
        if (token != null && !token.matches("[a-zA-Z0-9][-a-zA-Z0-9]{0,127}")) {
            throw CfnErrors.validation("1 validation error detected: Value '" + token
                    + "' at 'clientRequestToken' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [a-zA-Z0-9][-a-zA-Z0-9]*");
        }
        if (rollback != null) {
            StackRequests.refuse(
                    rollback.monitoringTimeInMinutes() != null && rollback.monitoringTimeInMinutes() > 0,
                    "the MonitoringTimeInMinutes of a RollbackConfiguration");
        }
    }
}
