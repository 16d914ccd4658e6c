package ateliers.cloud.services.cloudformation;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Paging;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The constraints that CloudFormation's API model puts on members of requests, and its words for each. */
final class RequestCheck {

    /** Entries of a page of any list. */
    static final int PAGE = 100;

    private static final int MAX_TAGS = 50;
    private static final int MIN_ROLE_ARN = 20;
    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    private RequestCheck() {}

    static Constraints constraints() {
        return Constraints.refusedBy(CfnErrors::validation);
    }

    static void required(Object value, String member) {
        constraints().present(member, value).require();
    }

    static void length(String value, int least, int most, String member) {
        constraints().present(member, value).length(member, value, least, most).require();
    }

    /** @param given what was sent; null when nothing was */
    static <E extends Enum<E>> void oneOf(String given, E[] values, String member) {
        constraints().oneOf(member, given, texts(values)).require();
    }

    static <E extends Enum<E>> void eachOf(Collection<String> given, E[] values, String member) {
        given.forEach(each -> oneOf(each, values, member));
    }

    private static <E extends Enum<E>> List<String> texts(E[] values) {
        return Arrays.stream(values)
                .filter(each -> !each.name().equals(UNKNOWN))
                .map(Object::toString)
                .toList();
    }

    /** A part of a list that grows at its end. */
    static <T> Paging.Page<T> page(List<T> all, String token) {
        return Paging.<T>byPosition(RequestCheck::badToken).page(all, PAGE, token);
    }

    static RuntimeException badToken() {
        return CfnErrors.validation("The specified NextToken is not valid.");
    }

    /** What creations, updates and change sets have in common. */
    static void common(
            List<Tag> tags, List<String> capabilities, String roleArn, RollbackConfiguration rollback, String token) {
        eachOf(capabilities, Capability.values(), "capabilities");
        if (tags.size() > MAX_TAGS) {
            throw CfnErrors.validation(Constraints.hidden("tags", "have length less than or equal to " + MAX_TAGS));
        }
        constraints()
                .length("roleARN", roleArn, MIN_ROLE_ARN, Integer.MAX_VALUE)
                .must(
                        token == null || token.matches("[a-zA-Z0-9][-a-zA-Z0-9]{0,127}"),
                        token,
                        "clientRequestToken",
                        "satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*")
                .require();
        if (rollback != null) {
            StackRequests.refuse(
                    rollback.monitoringTimeInMinutes() != null && rollback.monitoringTimeInMinutes() > 0,
                    "the MonitoringTimeInMinutes of a RollbackConfiguration");
        }
    }
}
