package ateliers.cloud.services.events;

import ateliers.cloud.door.Door;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Where rules send what they match. */
final class TargetOperations implements EventBridgeClient, Operations {
    private static final int MOST_TARGETS = 5;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_ARN = 1600;
    private static final int LONGEST_INPUT = 8192;
    private static final int LONGEST_PATH = 256;
    private static final int MOST_RETRIES = 185;
    private static final int OLDEST_SECONDS = 86_400;

    private final Buses buses;
    private final Door door;

    TargetOperations(Buses buses, Door door) {
        this.buses = buses;
        this.door = door;
    }

    @Override
    public PutTargetsResponse putTargets(PutTargetsRequest request) {
        Constraints constraints =
                Checks.constraints().present("rule", request.rule()).given("targets", request.hasTargets());
        for (int at = 0; at < request.targets().size(); at++) {
            check(
                    constraints,
                    "targets." + (at + 1) + ".member.",
                    request.targets().get(at));
        }
        constraints.require();
        request.targets().forEach(this::check);
        buses.locked(() -> {
            EventRule rule = buses.rule(request.eventBusName(), request.rule());
            long more = request.targets().stream()
                    .map(Target::id)
                    .distinct()
                    .filter(id -> !rule.targets.containsKey(id))
                    .count();
            if (rule.targets.size() + more > MOST_TARGETS) {
                throw EventsErrors.tooMany();
            }
            request.targets().forEach(target -> rule.targets.put(target.id(), target));
        });
        return PutTargetsResponse.builder()
                .failedEntryCount(0)
                .failedEntries(List.of())
                .build();
    }

    private static void check(Constraints constraints, String at, Target target) {
        constraints
                .present(at + "id", target.id())
                .pattern(at + "id", target.id(), Checks.NAME)
                .length(at + "id", target.id(), 1, LONGEST_ID)
                .present(at + "arn", target.arn())
                .length(at + "arn", target.arn(), 1, LONGEST_ARN)
                .length(at + "input", target.input(), 0, LONGEST_INPUT)
                .length(at + "inputPath", target.inputPath(), 0, LONGEST_PATH);
        if (target.inputTransformer() != null) {
            String template = target.inputTransformer().inputTemplate();
            constraints
                    .present(at + "inputTransformer.inputTemplate", template)
                    .length(at + "inputTransformer.inputTemplate", template, 1, LONGEST_INPUT);
        }
        if (target.retryPolicy() != null) {
            constraints
                    .between(
                            at + "retryPolicy.maximumRetryAttempts",
                            target.retryPolicy().maximumRetryAttempts(),
                            0,
                            MOST_RETRIES)
                    .between(
                            at + "retryPolicy.maximumEventAgeInSeconds",
                            target.retryPolicy().maximumEventAgeInSeconds(),
                            60,
                            OLDEST_SECONDS);
        }
    }

    private void check(Target target) {
        Arn arn = Arn.find(target.arn())
                .orElseThrow(() -> EventsErrors.validation(
                        "Parameter " + target.arn() + " is not valid. Reason: Provided Arn is not in correct format."));
        TargetInput.check(target);
        if (!door.targets().knows(target.arn())) {
            throw new Unsupported("events: targets of the service " + arn.service());
        }
        boolean fifo = arn.service().equals("sqs") && target.arn().endsWith(".fifo");
        if (fifo && (target.sqsParameters() == null || target.sqsParameters().messageGroupId() == null)) {
            throw EventsErrors.validation(
                    "Parameter(s) SqsParameters must be specified for target: " + target.id() + ".");
        }
        if (arn.service().equals("events") && target.roleArn() == null) {
            throw EventsErrors.validation("RoleArn is required for target " + target.arn() + ".");
        }
        Optional.ofNullable(target.deadLetterConfig())
                .map(config -> config.arn())
                .filter(queue -> Arn.find(queue)
                        .filter(found -> found.service().equals("sqs"))
                        .isEmpty())
                .ifPresent(queue -> {
                    throw EventsErrors.validation(
                            "Parameter DeadLetterConfig.Arn is not valid. Reason: Provided Arn is not in correct format.");
                });
    }

    /** Ids that the rule does not have are told as failed. */
    @Override
    public RemoveTargetsResponse removeTargets(RemoveTargetsRequest request) {
        Checks.constraints()
                .present("rule", request.rule())
                .given("ids", request.hasIds())
                .require();
        List<RemoveTargetsResultEntry> failed = new ArrayList<>();
        buses.locked(() -> {
            EventRule rule = buses.rule(request.eventBusName(), request.rule());
            for (String id : request.ids()) {
                if (rule.targets.remove(id) == null) {
                    failed.add(RemoveTargetsResultEntry.builder()
                            .targetId(id)
                            .errorCode("ResourceNotFoundException")
                            .errorMessage("Rule " + rule.name + " does not have a target with the Id " + id + ".")
                            .build());
                }
            }
        });
        return RemoveTargetsResponse.builder()
                .failedEntryCount(failed.size())
                .failedEntries(failed)
                .build();
    }

    @Override
    public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request) {
        Checks.constraints().present("rule", request.rule()).require();
        List<Target> all = buses.locked(() -> List.copyOf(
                buses.rule(request.eventBusName(), request.rule()).targets.values()));
        Paging.Page<Target> page = Checks.page(all, request.nextToken(), request.limit());
        return ListTargetsByRuleResponse.builder()
                .targets(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListRuleNamesByTargetResponse listRuleNamesByTarget(ListRuleNamesByTargetRequest request) {
        Checks.constraints().present("targetArn", request.targetArn()).require();
        List<String> all = buses.locked(() -> buses.get(request.eventBusName()).rules.values().stream()
                .filter(rule -> rule.targets.values().stream()
                        .anyMatch(target -> target.arn().equals(request.targetArn())))
                .map(rule -> rule.name)
                .toList());
        Paging.Page<String> page = Checks.page(all, request.nextToken(), request.limit());
        return ListRuleNamesByTargetResponse.builder()
                .ruleNames(page.items())
                .nextToken(page.next())
                .build();
    }
}
