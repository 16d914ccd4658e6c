package ateliers.cloud.services.events;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;

/**
 * Amazon EventBridge as a service of a cloud, with what each operation needs.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html">Actions,
 *     resources and condition keys for Amazon EventBridge</a>
 */
public final class EventsService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Buses buses = new Buses(cloud.place(), cloud.clock());
        Notes notes = cloud.notes("events");
        RuleDeliveries deliveries = new RuleDeliveries(cloud);
        Router router = new Router(buses, deliveries, notes.byService());
        Schedules schedules = new Schedules(cloud.place(), cloud.clock(), buses, deliveries);
        BusPolicies policies = new BusPolicies(buses);
        return List.of(AwsService.of("events", EventBridgeClient.class)
                .operations(new BusOperations(buses))
                .operations(policies)
                .operations(new RuleOperations(buses, schedules, cloud.place().account()))
                .operations(new TargetOperations(buses, cloud.door()))
                .operations(new PutEventsOperations(cloud.place(), cloud.clock(), buses, router, notes))
                .operations(new TagOperations(buses))
                .target(new BusTarget(cloud.door()))
                .rows(rows -> buses(rows, buses))
                .rows(rows -> rules(rows, buses))
                .members(EventsService::members)
                .resourcePolicy(policies::deciding)
                .resourceTags(buses::tags)
                .denied((need, message) -> EventsErrors.denied(message))
                .build());
    }

    private static void members(Members members) {
        members.lacking("CreateEventBus", "EventSourceName", "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig")
                .lacking("UpdateEventBus", "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig")
                .lacking("PutEvents", "EndpointId")
                // Traces of X-Ray are not kept here.
                .inert("PutEvents", "Entries.TraceHeader")
                .lacking(
                        "PutTargets",
                        "Targets.EcsParameters",
                        "Targets.BatchParameters",
                        "Targets.KinesisParameters",
                        "Targets.RunCommandParameters",
                        "Targets.HttpParameters",
                        "Targets.RedshiftDataParameters",
                        "Targets.SageMakerPipelineParameters",
                        "Targets.AppSyncParameters")
                // Only rules that other services manage are forced.
                .inert("DeleteRule", "Force")
                .inert("RemoveTargets", "Force");
    }

    private static void buses(Rows rows, Buses buses) {
        rows.on(
                CreateEventBusRequest.class,
                r -> new Need("events:CreateEventBus", buses.busArn(r.name())).tagging(Checks.tags(r.tags())));
        bus(rows, UpdateEventBusRequest.class, "UpdateEventBus", r -> buses.busArn(r.name()));
        bus(rows, DeleteEventBusRequest.class, "DeleteEventBus", r -> buses.busArn(r.name()));
        bus(rows, DescribeEventBusRequest.class, "DescribeEventBus", r -> buses.busArn(r.name()));
        rows.on(ListEventBusesRequest.class, r -> Need.anywhere("events:ListEventBuses"));
        rows.on(PutPermissionRequest.class, r -> Need.anywhere("events:PutPermission"));
        rows.on(RemovePermissionRequest.class, r -> Need.anywhere("events:RemovePermission"));
        rows.onEach(
                PutEventsRequest.class,
                r -> r.entries().stream().map(entry -> put(buses, entry)).toList());
        rows.on(TestEventPatternRequest.class, r -> Need.anywhere("events:TestEventPattern"));
        bus(rows, ListTagsForResourceRequest.class, "ListTagsForResource", ListTagsForResourceRequest::resourceARN);
        rows.on(
                TagResourceRequest.class,
                r -> new Need("events:TagResource", r.resourceARN()).tagging(Checks.tags(r.tags())));
        rows.on(
                UntagResourceRequest.class,
                r -> new Need("events:UntagResource", r.resourceARN()).untagging(r.tagKeys()));
    }

    private static Need put(Buses buses, PutEventsRequestEntry entry) {
        return new Need("events:PutEvents", buses.busArn(entry.eventBusName()))
                .with("events:source", entry.source())
                .with("events:detail-type", entry.detailType());
    }

    private static void rules(Rows rows, Buses buses) {
        rows.onEach(PutRuleRequest.class, r -> putRule(buses, r));
        bus(rows, DeleteRuleRequest.class, "DeleteRule", r -> buses.ruleArn(r.eventBusName(), r.name()));
        bus(rows, EnableRuleRequest.class, "EnableRule", r -> buses.ruleArn(r.eventBusName(), r.name()));
        bus(rows, DisableRuleRequest.class, "DisableRule", r -> buses.ruleArn(r.eventBusName(), r.name()));
        bus(rows, DescribeRuleRequest.class, "DescribeRule", r -> buses.ruleArn(r.eventBusName(), r.name()));
        rows.on(ListRulesRequest.class, r -> new Need("events:ListRules", buses.ruleArn(null, "*")));
        rows.on(ListRuleNamesByTargetRequest.class, r -> Need.anywhere("events:ListRuleNamesByTarget"));
        bus(rows, ListTargetsByRuleRequest.class, "ListTargetsByRule", r -> buses.ruleArn(r.eventBusName(), r.rule()));
        bus(rows, RemoveTargetsRequest.class, "RemoveTargets", r -> buses.ruleArn(r.eventBusName(), r.rule()));
        rows.onEach(PutTargetsRequest.class, r -> putTargets(buses, r));
    }

    private static <R extends SdkRequest> void bus(
            Rows rows, Class<R> request, String action, Function<R, String> arn) {
        rows.on(request, r -> new Need("events:" + action, arn.apply(r)));
    }

    private static List<Need> putRule(Buses buses, PutRuleRequest request) {
        List<Need> needs = new ArrayList<>();
        Map<String, String> tags = Checks.tags(request.tags());
        needs.add(new Need("events:PutRule", buses.ruleArn(request.eventBusName(), request.name())).tagging(tags));
        if (request.roleArn() != null) {
            needs.add(Need.passRole(request.roleArn(), "events.amazonaws.com"));
        }
        return needs;
    }

    private static List<Need> putTargets(Buses buses, PutTargetsRequest request) {
        List<Need> needs = new ArrayList<>();
        String rule = buses.ruleArn(request.eventBusName(), request.rule());
        needs.add(new Need("events:PutTargets", rule)
                .with(
                        "events:TargetArn",
                        request.targets().stream().map(Target::arn).toArray(String[]::new)));
        request.targets().stream()
                .map(Target::roleArn)
                .filter(role -> role != null)
                .distinct()
                .forEach(role -> needs.add(Need.passRole(role, "events.amazonaws.com")));
        return needs;
    }
}
