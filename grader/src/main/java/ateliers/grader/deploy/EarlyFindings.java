package ateliers.grader.deploy;

import ateliers.grader.targets.AwsClients;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;

/** What CloudFormation has against a template before it makes anything of it: the change set only says that there is something. */
final class EarlyFindings {
    private EarlyFindings() {}

    /** Empty for a change set that failed for another reason. */
    static List<OperationEvent> of(AwsClients aws, DescribeChangeSetResponse failed) {
        if (failed.statusReason() == null || !failed.statusReason().contains("AWS::EarlyValidation")) {
            return List.of();
        }
        return aws
                .cloudFormation()
                .describeEvents(r -> r.changeSetName(failed.changeSetId()))
                .operationEvents()
                .stream()
                .filter(each -> "VALIDATION_ERROR".equals(each.eventTypeAsString()))
                .filter(each -> !"WARN".equals(each.validationFailureModeAsString()))
                .toList();
    }

    /** AWS's words, with the place below the resource's properties. */
    static String said(OperationEvent finding) {
        String path = finding.validationPath() == null
                ? ""
                : finding.validationPath().replaceFirst("^/Resources/[^/]+(/Properties)?/?", "");
        return path.isEmpty() || finding.validationStatusReason().contains(path)
                ? finding.validationStatusReason()
                : finding.validationStatusReason() + " (" + path.replace('/', '.') + ")";
    }
}
