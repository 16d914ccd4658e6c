package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Rules by which probes see events: of the default bus, or of a stack's own, where they are known as {@code bus/rule}. */
final class MadeRules implements Makes {
    private static final String DEFAULT_BUS = "default";

    @Override
    public String noun() {
        return "la règle";
    }

    @Override
    public Optional<String> madeBy(SdkRequest request) {
        return request instanceof PutRuleRequest make
                ? Optional.of(named(Optional.ofNullable(make.eventBusName()).orElse(DEFAULT_BUS), make.name()))
                : Optional.empty();
    }

    private static String named(String bus, String rule) {
        return bus.equals(DEFAULT_BUS) ? rule : bus + "/" + rule;
    }

    @Override
    public SdkRequest tagged(SdkRequest request, String run) {
        return ((PutRuleRequest) request)
                .toBuilder().tags(Tag.builder().key(TAG).value(run).build()).build();
    }

    @Override
    public List<Found> found(AwsClients aws, Predicate<String> names) {
        EventBridgeClient events = aws.eventBridge();
        return events.listEventBuses(r -> {}).eventBuses().stream()
                .map(EventBus::name)
                .flatMap(bus -> events.listRules(r -> r.eventBusName(bus)).rules().stream())
                .filter(rule -> names.test(rule.name()))
                .flatMap(rule -> found(events, rule))
                .toList();
    }

    private static Stream<Found> found(EventBridgeClient events, Rule rule) {
        return events.listTagsForResource(r -> r.resourceARN(rule.arn())).tags().stream()
                .filter(tag -> tag.key().equals(TAG))
                .map(tag -> new Found(named(rule.eventBusName(), rule.name()), tag.value()));
    }

    @Override
    public void remove(AwsClients aws, String name) {
        int slash = name.lastIndexOf('/');
        String bus = slash < 0 ? DEFAULT_BUS : name.substring(0, slash);
        String rule = name.substring(slash + 1);
        try {
            List<String> targets =
                    aws.eventBridge().listTargetsByRule(r -> r.eventBusName(bus).rule(rule)).targets().stream()
                            .map(Target::id)
                            .toList();
            if (!targets.isEmpty()) {
                aws.eventBridge()
                        .removeTargets(r -> r.eventBusName(bus).rule(rule).ids(targets));
            }
            aws.eventBridge().deleteRule(r -> r.eventBusName(bus).name(rule));
        } catch (ResourceNotFoundException e) {
            // It is gone already.
        }
    }
}
