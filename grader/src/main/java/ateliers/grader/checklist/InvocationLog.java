package ateliers.grader.checklist;

import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Step;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final Pattern PLATFORM =
            Pattern.compile("(?s)((START|END|REPORT|INIT_START) |\\{\"time\":\"[^\"]*\",\"type\":\"platform\\.).*");

    private static final ObjectMapper JSON = new ObjectMapper();

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
                .map(InvocationLog::said)
                .flatMap(String::lines)
                .forEach(log::add);
        return log;
    }

    /** What was logged, where Lambda's logger has put it into JSON. */
    private static String said(String message) {
        if (!message.startsWith("{") || !message.contains("\"AWSRequestId\"")) {
            return message;
        }
        try {
            JsonNode text = JSON.readTree(message).path("message");
            return text.isTextual() ? text.textValue() : message;
        } catch (JsonProcessingException e) {
            return message;
        }
    }

    /** Only some lines carry the request's id: the invocation's are those between its START and its END. */
    private static List<String> messages(Step invocation, AwsClients aws) {
        String group = aws.lambda()
                .getFunctionConfiguration(r -> r.functionName(invocation.resource()))
                .loggingConfig()
                .logGroup();
        String id = invocation.id();
        Optional<FilteredLogEvent> started = aws
                .logs()
                .filterLogEventsPaginator(r -> r.logGroupName(group).filterPattern("\"" + id + "\""))
                .events()
                .stream()
                .filter(event -> isStart(event.message(), id))
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
                .dropWhile(message -> !isStart(message, id))
                .toList();
        return all.stream().takeWhile(message -> !isEnd(message, id)).toList();
    }

    private static boolean isStart(String message, String id) {
        return message.startsWith("START RequestId: " + id) || isEvent("start", message, id);
    }

    private static boolean isEnd(String message, String id) {
        return message.startsWith("END RequestId: " + id)
                || isEvent("runtimeDone", message, id)
                || isEvent("report", message, id);
    }

    /** Of a log in JSON. */
    private static boolean isEvent(String type, String message, String id) {
        return message.contains("\"type\":\"platform." + type + "\",\"record\":{\"requestId\":\"" + id + "\"");
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
