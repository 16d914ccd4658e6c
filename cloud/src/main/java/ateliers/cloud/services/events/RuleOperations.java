package ateliers.cloud.services.events;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** Rules: what they look for, or when they fire. */
final class RuleOperations implements EventBridgeClient, Operations {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 512;
    private static final int LONGEST_SCHEDULE = 256;
    private static final int MOST_RULES = 300;

    private final Buses buses;
    private final Schedules schedules;
    private final String account;

    RuleOperations(Buses buses, Schedules schedules, String account) {
        this.buses = buses;
        this.schedules = schedules;
        this.account = account;
    }

    /** Makes a rule, or replaces all of one but its tags and targets. */
    @Override
    public PutRuleResponse putRule(PutRuleRequest request) {
        check(request);
        Optional<EventPattern> pattern =
                Optional.ofNullable(request.eventPattern()).map(EventPattern::of);
        return buses.locked(() -> {
            Bus bus = buses.get(request.eventBusName());
            if (request.scheduleExpression() != null && !bus.isDefault()) {
                throw EventsErrors.validation("ScheduleExpression is supported only on the default event bus.");
            }
            EventRule rule = bus.rules.get(request.name());
            if (rule == null) {
                if (bus.rules.size() >= MOST_RULES) {
                    throw EventsErrors.tooMany();
                }
                rule = new EventRule(bus, request.name(), buses.ruleArn(bus.name, request.name()));
                rule.tags.putAll(Checks.tags(request.tags()));
                bus.rules.put(rule.name, rule);
            }
            rule.pattern = pattern;
            rule.patternText = request.eventPattern();
            rule.schedule = request.scheduleExpression();
            rule.description = request.description();
            rule.roleArn = request.roleArn();
            rule.state = request.state() == null ? RuleState.ENABLED : request.state();
            schedules.arm(rule);
            return PutRuleResponse.builder().ruleArn(rule.arn).build();
        });
    }

    private static void check(PutRuleRequest request) {
        Checks.constraints()
                .present("name", request.name())
                .length("name", request.name(), 1, LONGEST_NAME)
                .pattern("name", request.name(), Checks.NAME)
                .length("scheduleExpression", request.scheduleExpression(), 0, LONGEST_SCHEDULE)
                .length("description", request.description(), 0, LONGEST_DESCRIPTION)
                .oneOf(
                        "state",
                        request.stateAsString(),
                        RuleState.knownValues().stream()
                                .map(RuleState::toString)
                                .sorted()
                                .toList())
                .require();
        Checks.refuseSystemTags(Checks.tags(request.tags()).keySet());
        if (request.state() == RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS) {
            throw new Unsupported("events: rules in the state " + request.stateAsString());
        }
        if (request.eventPattern() == null && request.scheduleExpression() == null) {
            throw EventsErrors.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (request.scheduleExpression() != null) {
            Schedules.read(request.scheduleExpression());
        }
    }

    /** A rule that is not there is deleted already. */
    @Override
    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        Checks.constraints().present("name", request.name()).require();
        buses.locked(() -> {
            Bus bus = buses.get(request.eventBusName());
            EventRule rule = bus.rules.get(request.name());
            if (rule != null && !rule.targets.isEmpty()) {
                throw EventsErrors.validation("Rule can't be deleted since it has targets.");
            }
            if (rule != null) {
                Schedules.disarm(rule);
                bus.rules.remove(rule.name);
            }
        });
        return DeleteRuleResponse.builder().build();
    }

    @Override
    public EnableRuleResponse enableRule(EnableRuleRequest request) {
        turn(request.eventBusName(), request.name(), RuleState.ENABLED);
        return EnableRuleResponse.builder().build();
    }

    @Override
    public DisableRuleResponse disableRule(DisableRuleRequest request) {
        turn(request.eventBusName(), request.name(), RuleState.DISABLED);
        return DisableRuleResponse.builder().build();
    }

    private void turn(String bus, String name, RuleState state) {
        buses.locked(() -> {
            EventRule rule = buses.rule(bus, name);
            rule.state = state;
            schedules.arm(rule);
        });
    }

    @Override
    public DescribeRuleResponse describeRule(DescribeRuleRequest request) {
        Checks.constraints().present("name", request.name()).require();
        return buses.locked(() -> {
            EventRule rule = buses.rule(request.eventBusName(), request.name());
            return Pojos.copy(view(rule), DescribeRuleResponse.builder())
                    .createdBy(account)
                    .build();
        });
    }

    @Override
    public ListRulesResponse listRules(ListRulesRequest request) {
        List<Rule> all = buses.locked(() -> buses.get(request.eventBusName()).rules.values().stream()
                .filter(rule -> request.namePrefix() == null || rule.name.startsWith(request.namePrefix()))
                .map(RuleOperations::view)
                .toList());
        Paging.Page<Rule> page = Checks.page(all, request.nextToken(), request.limit());
        return ListRulesResponse.builder()
                .rules(page.items())
                .nextToken(page.next())
                .build();
    }

    private static Rule view(EventRule rule) {
        return Rule.builder()
                .name(rule.name)
                .arn(rule.arn)
                .eventPattern(rule.patternText)
                .scheduleExpression(rule.schedule)
                .state(rule.state)
                .description(rule.description)
                .roleArn(rule.roleArn)
                .eventBusName(rule.bus.name)
                .build();
    }
}
