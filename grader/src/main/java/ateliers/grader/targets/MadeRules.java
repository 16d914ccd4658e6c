package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Rules of the default bus, by which probes see events. */
final class MadeRules implements Makes {

    @Override
    public String noun() {
        return "la règle";
    }

    @Override
    public Optional<String> madeBy(SdkRequest request) {
        return request instanceof PutRuleRequest make ? Optional.of(make.name()) : Optional.empty();
    }

    @Override
    public SdkRequest tagged(SdkRequest request, String run) {
        return ((PutRuleRequest) request)
                .toBuilder().tags(Tag.builder().key(TAG).value(run).build()).build();
    }

    @Override
    public List<Found> found(AwsClients aws) {
        return aws.eventBridge().listRules(r -> {}).rules().stream()
                .flatMap(rule -> aws.eventBridge().listTagsForResource(r -> r.resourceARN(rule.arn())).tags().stream()
                        .filter(tag -> tag.key().equals(TAG))
                        .map(tag -> new Found(rule.name(), tag.value())))
                .toList();
    }

    @Override
    public void remove(AwsClients aws, String name) {
        try {
            List<String> targets = aws.eventBridge().listTargetsByRule(r -> r.rule(name)).targets().stream()
                    .map(Target::id)
                    .toList();
            if (!targets.isEmpty()) {
                aws.eventBridge().removeTargets(r -> r.rule(name).ids(targets));
            }
            aws.eventBridge().deleteRule(r -> r.name(name));
        } catch (ResourceNotFoundException e) {
            // It is gone already.
        }
    }
}
