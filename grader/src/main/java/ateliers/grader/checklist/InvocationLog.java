package ateliers.grader.checklist;

import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** What a function wrote in its log during one invocation, and where in its sources it failed: never a stack trace. */
final class InvocationLog {
    private static final Pattern FRAME =
            Pattern.compile("^\\s*at (?:[\\w.@-]*/)*([\\w.$]+)\\.[\\w$<>]+\\((?:(\\w+\\.java):(\\d+)|[^)]*)\\).*");
    private static final Pattern MORE = Pattern.compile("^\\s*\\.\\.\\. \\d+ (more|common frames omitted)$");
    private static final Pattern LIBRARY = Pattern.compile(
            "(java|javax|jdk|sun|lambdainternal|com\\.amazonaws|com\\.fasterxml|software\\.amazon)\\..*");
    private static final Pattern PLATFORM = Pattern.compile("(?s)(START|END|REPORT|INIT_START) .*");

    /** In characters: what is longer is no frame, and a function may write lines on which a pattern would never end. */
    private static final int LONGEST_FRAME = 1_000;

    private final List<String> lines = new ArrayList<>();
    private String place;

    private InvocationLog() {}

    static InvocationLog of(Step invocation, AwsClients aws) {
        try {
            return of(messages(invocation, aws));
        } catch (SdkException e) {
            // Without a function or a log group there is no log.
            return new InvocationLog();
        }
    }

    /** @param messages the events of the log, each of one or more lines */
    static InvocationLog of(List<String> messages) {
        InvocationLog log = new InvocationLog();
        messages.stream()
                .filter(message -> !PLATFORM.matcher(message).matches())
                .flatMap(String::lines)
                .forEach(log::add);
        return log;
    }

    /** Only some lines carry the request's id: the invocation's are those between its START and its END. */
    private static List<String> messages(Step invocation, AwsClients aws) {
        String group = aws.lambda()
                .getFunctionConfiguration(r -> r.functionName(invocation.resource()))
                .loggingConfig()
                .logGroup();
        String start = "START RequestId: " + invocation.id();
        Optional<FilteredLogEvent> started =
                aws
                        .logs()
                        .filterLogEvents(r -> r.logGroupName(group).filterPattern("\"" + start + "\""))
                        .events()
                        .stream()
                        .findFirst();
        if (started.isEmpty()) {
            return List.of();
        }
        List<String> all = aws
                .logs()
                .filterLogEvents(r -> r.logGroupName(group)
                        .logStreamNames(started.get().logStreamName())
                        .startTime(started.get().timestamp())
                        .limit(200))
                .events()
                .stream()
                .map(FilteredLogEvent::message)
                .dropWhile(message -> !message.startsWith(start))
                .toList();
        return all.stream()
                .takeWhile(message -> !message.startsWith("END RequestId: " + invocation.id()))
                .toList();
    }

    private void add(String line) {
        Matcher frame = FRAME.matcher(line.length() > LONGEST_FRAME ? "" : line);
        if (!frame.matches()) {
            if (!line.isBlank() && !MORE.matcher(line).matches()) {
                lines.add(line);
            }
        } else if (place == null
                && frame.group(2) != null
                && !LIBRARY.matcher(frame.group(1)).matches()) {
            place = "%s, ligne %s".formatted(frame.group(2), frame.group(3));
        }
    }

    /** Without the lines of stack traces. */
    List<String> lines() {
        return lines;
    }

    /** The file and line of the function's own code that a stack trace names first. */
    Optional<String> place() {
        return Optional.ofNullable(place);
    }
}
