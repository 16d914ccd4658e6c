package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.variety.Variety;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** Logs that are kept for a while, and alarms that somebody hears. */
final class Watch {
    private static final int LONGEST_TIMEOUT = 30;
    private static final int REQUESTS = 3;

    private final Stack stack;
    private final Bank bank;
    private final BankAlarms alarms;

    Watch(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        this.alarms = new BankAlarms(stack, bank);
    }

    void check() {
        stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .map(name -> stack.aws().lambda().getFunctionConfiguration(r -> r.functionName(name)))
                .forEach(this::requireFunction);
        requireAccessLog();
        TopicProbe probe = TopicProbe.on(stack, bank.topic());
        requireHeard(
                probe,
                alarms.ofErrors(),
                "la métrique Errors (AWS/Lambda) d'une fonction de la pile",
                "Dimensions: FunctionName, la valeur !Ref de la fonction qui envoie les courriels.");
        requireHeard(
                probe,
                alarms.ofLatency(),
                "la métrique Latency ou IntegrationLatency (AWS/ApiGateway) de l'API",
                "Dimensions: ApiName (API REST, le nom de l'API) ou ApiId (API HTTP).");
    }

    private void requireFunction(GetFunctionConfigurationResponse function) {
        Expectation.that("Le délai (Timeout) d'une fonction est de %d s au plus.".formatted(LONGEST_TIMEOUT))
                .expected("%d s au plus".formatted(LONGEST_TIMEOUT))
                .seen("%s : %d s".formatted(function.functionName(), function.timeout()))
                .hint("règle Timeout au plus près du temps que met la fonction.")
                .holdsIf(function.timeout() <= LONGEST_TIMEOUT);
        requireRetention(
                function.loggingConfig().logGroup(),
                "de la fonction " + function.functionName(),
                "déclare une AWS::Logs::LogGroup « /aws/lambda/nom de la fonction » (ou celle de LoggingConfig), avec RetentionInDays.");
    }

    private void requireRetention(String name, String of, String hint) {
        Optional<LogGroup> group =
                stack.aws().logs().describeLogGroupsPaginator(r -> r.logGroupNamePrefix(name)).logGroups().stream()
                        .filter(each -> each.logGroupName().equals(name))
                        .findFirst();
        Expectation.that("Le groupe de journaux %s a une durée de rétention.".formatted(of))
                .expected("%s, avec une rétention en jours".formatted(name))
                .seen(group.isEmpty() ? "ce groupe n'existe pas" : "il garde tout, sans fin")
                .hint(hint)
                .holdsIf(group.map(LogGroup::retentionInDays).isPresent());
    }

    private void requireAccessLog() {
        String arn = restLog().or(this::httpLog).orElse("");
        Expectation.that("L'étape de l'API écrit un journal d'accès.")
                .expected("AccessLogSettings, avec l'ARN d'un groupe de journaux")
                .seen(arn.isEmpty() ? "aucun" : arn)
                .hint("ajoute AccessLogSetting (API REST) ou AccessLogSettings (API HTTP) : DestinationArn et Format.")
                .holdsIf(arn.contains(":log-group:"));
        String group = arn.replaceFirst(".*:log-group:", "").replaceFirst(":\\*$", "");
        requireRetention(group, "d'accès de l'API", "donne RetentionInDays à ce groupe.");
        Customer customer = bank.open(Customer.with("10.00"));
        int before = lines(group);
        for (int i = 0; i < REQUESTS; i++) {
            bank.list(customer.id());
        }
        stack.await(() -> lines(group) >= before + REQUESTS, BankChecklist.SOON);
        Expectation.that("Le journal d'accès a une ligne par demande.")
                .expected("%d lignes de plus après %d demandes".formatted(REQUESTS, REQUESTS))
                .seen("%d de plus dans %s".formatted(lines(group) - before, group))
                .hint(
                        "Format tient sur une ligne, et une API REST a besoin du rôle AmazonAPIGatewayPushToCloudWatchLogs"
                                + " (AWS::ApiGateway::Account).")
                .holdsIf(lines(group) == before + REQUESTS);
    }

    private Optional<String> restLog() {
        try {
            return Optional.of(stack.aws().apiGateway().getStages(r -> r.restApiId(bank.apiId())).item().stream()
                    .flatMap(stage -> Stream.ofNullable(stage.accessLogSettings()))
                    .flatMap(settings -> Stream.ofNullable(settings.destinationArn()))
                    .findFirst()
                    .orElse(""));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<String> httpLog() {
        return stack.aws().apiGatewayV2().getStages(r -> r.apiId(bank.apiId())).items().stream()
                .flatMap(stage -> Stream.ofNullable(stage.accessLogSettings()))
                .flatMap(settings -> Stream.ofNullable(settings.destinationArn()))
                .findFirst();
    }

    private int lines(String group) {
        try {
            return (int) stack.aws().logs().filterLogEventsPaginator(r -> r.logGroupName(group)).events().stream()
                    .count();
        } catch (ResourceNotFoundException e) {
            return 0;
        }
    }

    private void requireHeard(TopicProbe probe, List<MetricAlarm> watching, String what, String hint) {
        Expectation.that("Une alarme suit %s.".formatted(what))
                .expected("une AWS::CloudWatch::Alarm sur " + what)
                .seen(alarms.said())
                .hint(hint)
                .holdsIf(!watching.isEmpty());
        for (MetricAlarm alarm : watching) {
            for (StateValue state : List.of(StateValue.OK, StateValue.ALARM)) {
                stack.aws()
                        .cloudWatch()
                        .setAlarmState(r ->
                                r.alarmName(alarm.alarmName()).stateValue(state).stateReason(Variety.sentence()));
            }
        }
        boolean heard =
                stack.await(() -> watching.stream().anyMatch(alarm -> isHeard(probe, alarm)), BankChecklist.SOON);
        Expectation.that("Quand l'alarme sur %s passe à ALARM, un message arrive sur le sujet des alarmes."
                        .formatted(what))
                .expected("un message de %s sur %s"
                        .formatted(watching.stream().map(MetricAlarm::alarmName).toList(), bank.topic()))
                .seen(TopicProbe.said(probe.received().size()))
                .hint("AlarmActions: !Ref du sujet que donne AlarmTopicArn ; ActionsEnabled reste true.")
                .holdsIf(heard);
    }

    /** Also where another alarm, made of this one, tells of it. */
    private static boolean isHeard(TopicProbe probe, MetricAlarm alarm) {
        return probe.naming(alarm.alarmName()).stream()
                .anyMatch(message -> message.text().contains("\"ALARM\""));
    }
}
