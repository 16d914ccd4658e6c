package ateliers.cloud.services.ssm;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.door.SystemTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionRequest;

/**
 * The Parameter Store as a service of a cloud, with what each operation needs.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">Actions,
 *     resources and condition keys for AWS Systems Manager</a>
 */
public final class SsmService implements ServiceModule {
    private static final String PREFIX = "ssm:";

    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Parameters parameters = new Parameters(cloud.place(), cloud.clock(), cloud.memory());
        ChangeEvents events = new ChangeEvents(cloud);
        return List.of(AwsService.of("ssm", SsmClient.class)
                .operations(new ParameterOperations(parameters, events))
                .operations(new ValueOperations(parameters))
                .operations(new LabelOperations(parameters, events))
                .operations(new TagOperations(parameters))
                .rows(rows -> rows(rows, parameters))
                .members(SsmService::members)
                .resourceTags(parameters::tags)
                .denied((need, message) -> SsmErrors.denied(message))
                .build());
    }

    private static void members(Members members) {
        members.lacking("PutParameter", "Policies").lacking("DescribeParameters", "Shared");
    }

    private static void rows(Rows rows, Parameters parameters) {
        rows.onEach(PutParameterRequest.class, r -> put(r, parameters));
        rows.on(DeleteParameterRequest.class, r -> need(parameters, "DeleteParameter", r.name()));
        rows.onEach(DeleteParametersRequest.class, r -> needs(parameters, "DeleteParameters", r.names()));
        rows.on(DescribeParametersRequest.class, r -> Need.anywhere(PREFIX + "DescribeParameters"));
        rows.on(GetParameterRequest.class, r -> need(parameters, "GetParameter", r.name()));
        rows.onEach(GetParametersRequest.class, r -> needs(parameters, "GetParameters", r.names()));
        rows.on(
                GetParametersByPathRequest.class,
                r -> need(parameters, "GetParametersByPath", r.path())
                        .with(PREFIX + "Recursive", Boolean.toString(Boolean.TRUE.equals(r.recursive()))));
        rows.on(GetParameterHistoryRequest.class, r -> need(parameters, "GetParameterHistory", r.name()));
        rows.on(LabelParameterVersionRequest.class, r -> need(parameters, "LabelParameterVersion", r.name()));
        rows.on(UnlabelParameterVersionRequest.class, r -> need(parameters, "UnlabelParameterVersion", r.name()));
        rows.on(
                AddTagsToResourceRequest.class,
                r -> need(parameters, "AddTagsToResource", r.resourceId()).tagging(Checks.tags(r.tags())));
        rows.on(
                RemoveTagsFromResourceRequest.class,
                r -> need(parameters, "RemoveTagsFromResource", r.resourceId()).untagging(r.tagKeys()));
        rows.on(ListTagsForResourceRequest.class, r -> need(parameters, "ListTagsForResource", r.resourceId()));
    }

    /** Who sets tags needs to be allowed to do that too. */
    private static List<Need> put(PutParameterRequest request, Parameters parameters) {
        Map<String, String> tags = SystemTags.others(Checks.tags(request.tags()));
        List<Need> needs = new ArrayList<>();
        needs.add(need(parameters, "PutParameter", request.name())
                .with(PREFIX + "Overwrite", Boolean.toString(Boolean.TRUE.equals(request.overwrite())))
                .with(PREFIX + "Policies", request.policies())
                .tagging(tags));
        if (!tags.isEmpty()) {
            needs.add(need(parameters, "AddTagsToResource", request.name()).tagging(tags));
        }
        return needs;
    }

    private static List<Need> needs(Parameters parameters, String action, List<String> names) {
        return names.stream().map(name -> need(parameters, action, name)).toList();
    }

    private static Need need(Parameters parameters, String action, String name) {
        return new Need(PREFIX + action, parameters.resource(name));
    }
}
