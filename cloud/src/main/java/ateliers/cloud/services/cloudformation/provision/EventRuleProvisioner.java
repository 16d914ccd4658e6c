package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** {@code AWS::Events::Rule}, with its targets. Its id is its name, after its bus's where that is not the default one. */
public final class EventRuleProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 64;

    @Override
    public String type() {
        return "AWS::Events::Rule";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "Name",
                "EventBusName",
                "EventPattern",
                "ScheduleExpression",
                "State",
                "Description",
                "RoleArn",
                "Tags",
                "Targets.Id",
                "Targets.Arn",
                "Targets.RoleArn",
                "Targets.Input",
                "Targets.InputPath",
                "Targets.InputTransformer",
                "Targets.SqsParameters",
                "Targets.DeadLetterConfig",
                "Targets.RetryPolicy");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = call.name("Name", LONGEST_NAME);
        Physical made = put(call, name, true);
        try {
            target(call, name, List.of());
        } catch (RuntimeException e) {
            events(call).deleteRule(request -> request.name(name).eventBusName(bus(call)));
            throw e;
        }
        return made;
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        String name = name(call);
        Physical changed = put(call, name, false);
        List<String> gone = new ArrayList<>();
        before.path("Targets").forEach(each -> gone.add(each.path("Id").asText()));
        target(call, name, gone);
        String arn = changed.attributes().get("Arn");
        call.tagChange(before)
                .apply(
                        keys -> events(call)
                                .untagResource(
                                        request -> request.resourceARN(arn).tagKeys(keys)),
                        set -> events(call)
                                .tagResource(request -> request.resourceARN(arn).tags(EventBusProvisioner.tags(set))));
        return changed;
    }

    @Override
    public void delete(ResourceCall call) {
        String name = name(call);
        List<String> ids = events(call)
                .listTargetsByRule(ListTargetsByRuleRequest.builder()
                        .rule(name)
                        .eventBusName(bus(call))
                        .build())
                .targets()
                .stream()
                .map(Target::id)
                .toList();
        if (!ids.isEmpty()) {
            events(call)
                    .removeTargets(request ->
                            request.rule(name).eventBusName(bus(call)).ids(ids));
        }
        events(call).deleteRule(request -> request.name(name).eventBusName(bus(call)));
    }

    private static Physical put(ResourceCall call, String name, boolean isNew) {
        String arn = events(call)
                .putRule(request -> request.name(name)
                        .eventBusName(bus(call))
                        .eventPattern(call.document("EventPattern"))
                        .scheduleExpression(call.text("ScheduleExpression"))
                        .state(call.text("State"))
                        .description(call.text("Description"))
                        .roleArn(call.text("RoleArn"))
                        .tags(isNew ? EventBusProvisioner.tags(call.allTags()) : null))
                .ruleArn();
        String bus = bus(call);
        return new Physical(bus == null ? name : bus + "|" + name, Map.of("Arn", arn, "RuleName", name));
    }

    /** @param before ids of targets that the rule has had, of which those that it has no more are removed */
    private static void target(ResourceCall call, String name, List<String> before) {
        List<Target> targets = new ArrayList<>();
        call.properties()
                .path("Targets")
                .forEach(each -> targets.add(Shapes.fill(Target.builder(), each).build()));
        List<String> gone = new ArrayList<>(before);
        targets.forEach(each -> gone.remove(each.id()));
        if (!gone.isEmpty()) {
            events(call)
                    .removeTargets(request ->
                            request.rule(name).eventBusName(bus(call)).ids(gone));
        }
        if (!targets.isEmpty()) {
            events(call)
                    .putTargets(request ->
                            request.rule(name).eventBusName(bus(call)).targets(targets));
        }
    }

    private static String name(ResourceCall call) {
        return call.physicalId().substring(call.physicalId().indexOf('|') + 1);
    }

    private static String bus(ResourceCall call) {
        return call.text("EventBusName");
    }

    private static EventBridgeClient events(ResourceCall call) {
        return call.client(EventBridgeClient.class);
    }
}
