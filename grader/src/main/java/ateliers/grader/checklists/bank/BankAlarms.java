package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Stack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** The alarms that watch the stack: over one metric, or over a formula of several. */
final class BankAlarms {
    private static final Set<String> LATENCIES = Set.of("Latency", "IntegrationLatency");

    private final Stack stack;
    private final Bank bank;

    BankAlarms(Stack stack, Bank bank) {
        this.stack = stack;
        this.bank = bank;
    }

    /** Those over errors of functions of the stack. */
    List<MetricAlarm> ofErrors() {
        Set<String> functions = stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .collect(Collectors.toSet());
        return watching("AWS/Lambda", Set.of("Errors"), "FunctionName", functions);
    }

    /** Those over how long the API takes. */
    List<MetricAlarm> ofLatency() {
        return restApiName()
                .map(name -> watching("AWS/ApiGateway", LATENCIES, "ApiName", Set.of(name)))
                .findFirst()
                .orElseGet(() -> watching("AWS/ApiGateway", LATENCIES, "ApiId", Set.of(bank.apiId())));
    }

    private Stream<String> restApiName() {
        try {
            return Stream.of(stack.aws()
                    .apiGateway()
                    .getRestApi(r -> r.restApiId(bank.apiId()))
                    .name());
        } catch (NotFoundException e) {
            return Stream.empty();
        }
    }

    private List<MetricAlarm> watching(String namespace, Set<String> names, String dimension, Set<String> values) {
        return all().filter(alarm -> metrics(alarm)
                        .anyMatch(metric -> metric.namespace().equals(namespace)
                                && names.contains(metric.metricName())
                                && metric.dimensions().stream()
                                        .anyMatch(each ->
                                                each.name().equals(dimension) && values.contains(each.value()))))
                .toList();
    }

    private Stream<MetricAlarm> all() {
        return stack.aws().cloudWatch().describeAlarmsPaginator().metricAlarms().stream();
    }

    /** The functions whose errors an alarm counts, by name. */
    static Stream<String> functions(MetricAlarm alarm) {
        return metrics(alarm)
                .filter(metric -> metric.namespace().equals("AWS/Lambda"))
                .flatMap(metric -> metric.dimensions().stream())
                .filter(each -> each.name().equals("FunctionName"))
                .map(Dimension::value);
    }

    private static Stream<Metric> metrics(MetricAlarm alarm) {
        return alarm.metricName() == null
                ? alarm.metrics().stream()
                        .filter(each -> each.metricStat() != null)
                        .map(each -> each.metricStat().metric())
                : Stream.of(Metric.builder()
                        .namespace(alarm.namespace())
                        .metricName(alarm.metricName())
                        .dimensions(alarm.dimensions())
                        .build());
    }

    /** All alarms as a report lists them. */
    String said() {
        String said = all().map(alarm -> alarm.alarmName() + " : "
                        + metrics(alarm).map(BankAlarms::said).collect(Collectors.joining(" ; ")))
                .collect(Collectors.joining("\n"));
        return said.isEmpty() ? "aucune alarme" : said;
    }

    private static String said(Metric metric) {
        Map<String, String> dimensions =
                metric.dimensions().stream().collect(Collectors.toMap(Dimension::name, Dimension::value));
        return "%s %s %s".formatted(metric.namespace(), metric.metricName(), dimensions);
    }
}
