package ateliers.cloud.services.cloudformation;

import java.util.List;
import java.util.Map;

/**
 * What a stack operation says beside its template.
 *
 * @param tags in their order
 * @param roleArn null when the stack acts as its caller
 * @param onFailure {@code ROLLBACK}, {@code DELETE} or {@code DO_NOTHING}
 * @param clientToken null when the caller gave none
 */
record StackSettings(
        Map<String, String> tags,
        List<String> capabilities,
        List<String> notificationArns,
        String roleArn,
        String onFailure,
        boolean terminationProtection,
        String clientToken) {

    StackSettings withToken(String token) {
        return new StackSettings(
                tags, capabilities, notificationArns, roleArn, onFailure, terminationProtection, token);
    }

    StackSettings withProtection(boolean protection) {
        return new StackSettings(tags, capabilities, notificationArns, roleArn, onFailure, protection, clientToken);
    }
}
