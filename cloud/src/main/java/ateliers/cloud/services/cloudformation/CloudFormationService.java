package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.kit.RequestTags;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.traits.WireTraits;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;

/** Makes AWS CloudFormation for a cloud. */
public final class CloudFormationService implements ServiceModule {
    private static final List<String> OF_STACKS =
            List.of("NotificationARNs", "ResourceTypes", "RollbackConfiguration.RollbackTriggers");

    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Provisioners provisioners = Provisioners.load();
        Stacks stacks = new Stacks();
        Templates templates = new Templates(cloud, provisioners);
        CustomAnswers answers = new CustomAnswers(cloud);
        StackActions actions = new StackActions(cloud, provisioners, stacks, templates, answers);
        ChangeSetActions changeSets = new ChangeSetActions(cloud, provisioners, stacks, templates, actions);
        return List.of(AwsService.of("cloudformation", CloudFormationClient.class)
                .operations(actions)
                .operations(changeSets)
                .operations(new StackDescriptions(stacks))
                .operations(new DescribedEvents(stacks, changeSets))
                .operations(new TemplateActions(stacks, templates, changeSets))
                .rows(rows -> rows(rows, cloud.place()))
                .members(CloudFormationService::members)
                .routes(answers)
                .wire(new WireTraits().xmlNamespace("http://cloudformation.amazonaws.com/doc/2010-05-15/"))
                .denied((need, message) ->
                        AwsErrors.of(CloudFormationException.builder(), "AccessDenied", 403, message))
                .build());
    }

    /** @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html">actions</a> */
    private static void rows(Rows rows, Place place) {
        rows.onEach(
                CreateStackRequest.class,
                r -> changing(
                        on(place, "CreateStack", r.stackName(), r.roleARN()), r.tags(), r.templateURL(), r.roleARN()));
        rows.onEach(
                UpdateStackRequest.class,
                r -> changing(
                        on(place, "UpdateStack", r.stackName(), r.roleARN()), r.tags(), r.templateURL(), r.roleARN()));
        rows.onEach(DeleteStackRequest.class, r -> on(place, "DeleteStack", r.stackName(), r.roleARN()));
        rows.onEach(
                CreateChangeSetRequest.class,
                r -> changing(
                        on(place, "CreateChangeSet", r.stackName(), r.roleARN()),
                        r.tags(),
                        r.templateURL(),
                        r.roleARN()));
        rows.onEach(DescribeStacksRequest.class, r -> on(place, "DescribeStacks", r.stackName(), null));
        rows.onEach(DescribeStackEventsRequest.class, r -> on(place, "DescribeStackEvents", r.stackName(), null));
        rows.onEach(
                DescribeEventsRequest.class,
                r -> on(place, "DescribeEvents", stack(r.stackName(), r.changeSetName()), null));
        rows.onEach(DescribeStackResourceRequest.class, r -> on(place, "DescribeStackResource", r.stackName(), null));
        rows.onEach(DescribeStackResourcesRequest.class, r -> on(place, "DescribeStackResources", r.stackName(), null));
        rows.onEach(ListStackResourcesRequest.class, r -> on(place, "ListStackResources", r.stackName(), null));
        rows.onEach(
                GetTemplateRequest.class, r -> on(place, "GetTemplate", stack(r.stackName(), r.changeSetName()), null));
        rows.onEach(GetTemplateSummaryRequest.class, r -> on(place, "GetTemplateSummary", r.stackName(), null));
        rows.onEach(ListChangeSetsRequest.class, r -> on(place, "ListChangeSets", r.stackName(), null));
        rows.onEach(
                UpdateTerminationProtectionRequest.class,
                r -> on(place, "UpdateTerminationProtection", r.stackName(), null));
        rows.onEach(
                DescribeChangeSetRequest.class,
                r -> on(place, "DescribeChangeSet", stack(r.stackName(), r.changeSetName()), null));
        rows.onEach(
                ExecuteChangeSetRequest.class,
                r -> on(place, "ExecuteChangeSet", stack(r.stackName(), r.changeSetName()), null));
        rows.onEach(
                DeleteChangeSetRequest.class,
                r -> on(place, "DeleteChangeSet", stack(r.stackName(), r.changeSetName()), null));
        rows.on(ValidateTemplateRequest.class, r -> Need.anywhere("cloudformation:ValidateTemplate"));
        rows.on(ListStacksRequest.class, r -> new Need("cloudformation:ListStacks", arn(place, "*")));
        rows.on(ListExportsRequest.class, r -> Need.anywhere("cloudformation:ListExports"));
        rows.on(ListImportsRequest.class, r -> Need.anywhere("cloudformation:ListImports"));
    }

    /** A change set given by its ARN says nothing of its stack. */
    private static String stack(String stackName, String changeSetName) {
        return stackName == null && changeSetName != null ? "*" : stackName;
    }

    private static List<Need> on(Place place, String action, String stack, String role) {
        List<Need> needs = new ArrayList<>();
        needs.add(new Need("cloudformation:" + action, arn(place, stack)));
        if (role != null) {
            needs.add(Need.passRole(role, "cloudformation.amazonaws.com"));
        }
        return needs;
    }

    /** The first of the needs with the condition keys of a request that makes or changes a stack. */
    private static List<Need> changing(List<Need> needs, List<Tag> tags, String templateUrl, String role) {
        Need first = needs.get(0).tagging(RequestTags.byKey(tags, Tag::key, Tag::value));
        first = templateUrl == null ? first : first.with("cloudformation:TemplateUrl", templateUrl);
        List<Need> changed = new ArrayList<>(needs);
        changed.set(0, role == null ? first : first.with("cloudformation:RoleArn", role));
        return changed;
    }

    private static String arn(Place place, String stack) {
        if (stack == null || stack.startsWith("arn:")) {
            return stack == null ? "*" : stack;
        }
        return place.arn("cloudformation", "stack/" + stack + "/*");
    }

    private static void members(Members members) {
        members.lacking("CreateStack", OF_STACKS)
                .lacking("UpdateStack", OF_STACKS)
                .lacking("CreateChangeSet", OF_STACKS)
                .lacking("CreateStack", "StackPolicyBody", "StackPolicyURL", "RetainExceptOnCreate")
                .lacking("UpdateStack", "StackPolicyBody", "StackPolicyURL", "RetainExceptOnCreate", "DisableRollback")
                .lacking("UpdateStack", "StackPolicyDuringUpdateBody", "StackPolicyDuringUpdateURL")
                .lacking("CreateChangeSet", "ResourcesToImport", "ImportExistingResources")
                .lacking("CreateChangeSet", "DeploymentMode")
                .lacking("ExecuteChangeSet", "DisableRollback", "RetainExceptOnCreate")
                .lacking("GetTemplateSummary", "StackSetName", "CallAs", "TemplateSummaryConfig")
                // Answers have it; AWS does not look at it in a request.
                .inert(Members.EVERY, "Parameters.ResolvedValue");
    }
}
