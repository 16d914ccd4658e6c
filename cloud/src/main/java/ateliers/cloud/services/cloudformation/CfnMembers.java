package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Members;
import java.util.List;

/** What becomes of the members of requests that CloudFormation's code does not read. */
final class CfnMembers {
    private static final List<String> OF_STACKS =
            List.of("NotificationARNs", "ResourceTypes", "RollbackConfiguration.RollbackTriggers");

    private CfnMembers() {}

    static void declare(Members members) {
        members.lacking("CreateStack", OF_STACKS)
                .lacking("UpdateStack", OF_STACKS)
                .lacking("CreateChangeSet", OF_STACKS)
                .lacking("CreateStack", "StackPolicyBody", "StackPolicyURL", "RetainExceptOnCreate")
                .lacking("UpdateStack", "StackPolicyBody", "StackPolicyURL", "RetainExceptOnCreate", "DisableRollback")
                .lacking("UpdateStack", "StackPolicyDuringUpdateBody", "StackPolicyDuringUpdateURL")
                .lacking("CreateChangeSet", "ResourcesToImport", "ImportExistingResources", "IncludeNestedStacks")
                .lacking("CreateChangeSet", "DeploymentMode")
                .lacking("ExecuteChangeSet", "DisableRollback", "RetainExceptOnCreate")
                .lacking("DescribeChangeSet", "IncludePropertyValues")
                .lacking("GetTemplateSummary", "StackSetName", "CallAs", "TemplateSummaryConfig")
                // Answers have it; AWS does not look at it in a request.
                .inert(Members.EVERY, "Parameters.ResolvedValue");
    }
}
