package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.*;

/**
 * What each operation needs.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html">actions</a>
 */
final class CfnRows {

    private final Rows rows;
    private final Place place;

    private CfnRows(Rows rows, Place place) {
        this.rows = rows;
        this.place = place;
    }

    static void declare(Rows rows, Place place) {
        new CfnRows(rows, place).declare();
    }

    private void declare() {
        rows.onEach(CreateStackRequest.class, r -> on("CreateStack", r.stackName(), r.roleARN()));
        rows.onEach(UpdateStackRequest.class, r -> on("UpdateStack", r.stackName(), r.roleARN()));
        rows.onEach(DeleteStackRequest.class, r -> on("DeleteStack", r.stackName(), r.roleARN()));
        rows.onEach(CreateChangeSetRequest.class, r -> on("CreateChangeSet", r.stackName(), r.roleARN()));
        rows.onEach(DescribeStacksRequest.class, r -> on("DescribeStacks", r.stackName(), null));
        rows.onEach(DescribeStackEventsRequest.class, r -> on("DescribeStackEvents", r.stackName(), null));
        rows.onEach(DescribeStackResourceRequest.class, r -> on("DescribeStackResource", r.stackName(), null));
        rows.onEach(DescribeStackResourcesRequest.class, r -> on("DescribeStackResources", r.stackName(), null));
        rows.onEach(ListStackResourcesRequest.class, r -> on("ListStackResources", r.stackName(), null));
        rows.onEach(GetTemplateRequest.class, r -> on("GetTemplate", stack(r.stackName(), r.changeSetName()), null));
        rows.onEach(GetTemplateSummaryRequest.class, r -> on("GetTemplateSummary", r.stackName(), null));
        rows.onEach(ListChangeSetsRequest.class, r -> on("ListChangeSets", r.stackName(), null));
        rows.onEach(
                UpdateTerminationProtectionRequest.class, r -> on("UpdateTerminationProtection", r.stackName(), null));
        rows.onEach(
                DescribeChangeSetRequest.class,
                r -> on("DescribeChangeSet", stack(r.stackName(), r.changeSetName()), null));
        rows.onEach(
                ExecuteChangeSetRequest.class,
                r -> on("ExecuteChangeSet", stack(r.stackName(), r.changeSetName()), null));
        rows.onEach(
                DeleteChangeSetRequest.class,
                r -> on("DeleteChangeSet", stack(r.stackName(), r.changeSetName()), null));
        rows.on(ValidateTemplateRequest.class, r -> Need.anywhere("cloudformation:ValidateTemplate"));
        rows.on(ListStacksRequest.class, r -> Need.anywhere("cloudformation:ListStacks"));
        rows.on(ListExportsRequest.class, r -> Need.anywhere("cloudformation:ListExports"));
        rows.on(ListImportsRequest.class, r -> Need.anywhere("cloudformation:ListImports"));
    }

    /** A change set given by its ARN says nothing of its stack. */
    private static String stack(String stackName, String changeSetName) {
        return stackName == null && changeSetName != null ? "*" : stackName;
    }

    private List<Need> on(String action, String stack, String role) {
        List<Need> needs = new ArrayList<>();
        needs.add(new Need("cloudformation:" + action, arn(stack)));
        if (role != null) {
            needs.add(new Need("iam:PassRole", role).with("iam:PassedToService", "cloudformation.amazonaws.com"));
        }
        return needs;
    }

    private String arn(String stack) {
        if (stack == null || stack.startsWith("arn:")) {
            return stack == null ? "*" : stack;
        }
        return place.arn("cloudformation", "stack/" + stack + "/*");
    }
}
