package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.MovesTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.lambda.model.SystemLogLevel;

/**
 * How often the functions of a stack have run. What a function logs is for its template to say, what Lambda counts is not; but Lambda's
 * count comes late on an account, and the log does not.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types of metrics for Lambda functions</a>
 */
public final class Starts {
    /** Until what Lambda has counted is told on an account. */
    private static final Duration LATE = Duration.ofMinutes(4);

    private static final Duration DAY = Duration.ofDays(1);

    private final Stack stack;
    private final FunctionLogs logs;
    private final List<String> functions;
    private final boolean countsAtOnce;

    public Starts(Stack stack) {
        this.stack = stack;
        this.countsAtOnce = stack.offers(MovesTime.class).isPresent();
        this.logs = new FunctionLogs(stack);
        this.functions = stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .toList();
    }

    /** Of all functions together, since they are there. */
    public int count() {
        int counted = functions.stream().mapToInt(this::counted).sum();
        return countsAtOnce ? counted : Math.max(counted, logs.starts());
    }

    /** How long it takes to know that nothing has run, where it is known at once after so long. */
    public Duration quiet(Duration usual) {
        return countsAtOnce || areLogged() ? usual : usual.plus(LATE);
    }

    private boolean areLogged() {
        return logs.starts() > 0 && functions.stream().noneMatch(this::isSilent);
    }

    private boolean isSilent(String function) {
        return stack.aws()
                        .lambda()
                        .getFunctionConfiguration(r -> r.functionName(function))
                        .loggingConfig()
                        .systemLogLevel()
                == SystemLogLevel.WARN;
    }

    private int counted(String function) {
        Instant now = Instant.now();
        try {
            return (int) stack
                    .aws()
                    .cloudWatch()
                    .getMetricStatistics(r -> r.namespace("AWS/Lambda")
                            .metricName("Invocations")
                            .dimensions(Dimension.builder()
                                    .name("FunctionName")
                                    .value(function)
                                    .build())
                            .startTime(now.minus(DAY))
                            .endTime(now.plus(DAY))
                            .period((int) DAY.toSeconds())
                            .statistics(Statistic.SUM))
                    .datapoints()
                    .stream()
                    .mapToDouble(Datapoint::sum)
                    .sum();
        } catch (CloudWatchException e) {
            if (stack.lacks(e)) {
                // Then the log is all there is.
                return 0;
            }
            throw e;
        }
    }
}
