package ateliers.cloud.executeapi;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** Writes access logs to CloudWatch Logs, a little after the requests, in order. */
public final class AccessLog {
    private static final int BATCH = 1000;

    private final Door door;
    private final CloudClock clock;
    private final Journal journal;
    private final String stream = Ids.random(16) + Ids.random(16);
    private final Set<String> streams = ConcurrentHashMap.newKeySet();
    private final List<Line> waiting = new ArrayList<>();
    private boolean writing;

    private record Line(Principal writer, String group, Instant time, String text) {}

    public AccessLog(Door door, CloudClock clock, Journal journal) {
        this.door = door;
        this.clock = clock;
        this.journal = journal;
    }

    /** The name of the log group of an ARN such as {@code arn:aws:logs:eu-west-3:123456789012:log-group:name:*}. */
    public static Optional<String> group(String arn) {
        String[] parts = arn == null ? new String[0] : arn.split(":", 8);
        return parts.length >= 7 && parts[2].equals("logs") && parts[5].equals("log-group")
                ? Optional.of(parts[6])
                : Optional.empty();
    }

    /** Writes a line about a visit, soon. */
    public void write(Principal writer, String group, String format, Visit visit) {
        Line line = new Line(writer, group, visit.time(), ContextVariables.fill(format, visit::get));
        synchronized (waiting) {
            waiting.add(line);
            if (writing) {
                return;
            }
            writing = true;
        }
        clock.execute(this::drain);
    }

    private void drain() {
        while (true) {
            List<Line> batch;
            synchronized (waiting) {
                if (waiting.isEmpty()) {
                    writing = false;
                    return;
                }
                Line first = waiting.get(0);
                batch = waiting.stream()
                        .filter(line -> line.group().equals(first.group())
                                && line.writer().equals(first.writer()))
                        .limit(BATCH)
                        .toList();
                waiting.removeAll(new HashSet<>(batch));
            }
            try {
                put(batch);
            } catch (SdkException e) {
                dropped(batch.get(0), e);
            }
        }
    }

    private void put(List<Line> batch) {
        Line first = batch.get(0);
        CloudWatchLogsClient logs = door.as(first.writer(), CloudWatchLogsClient.class);
        if (!streams.contains(first.group())) {
            try {
                logs.createLogStream(r -> r.logGroupName(first.group()).logStreamName(stream));
            } catch (ResourceAlreadyExistsException e) {
                // as it should be
            }
            streams.add(first.group());
        }
        List<InputLogEvent> events = batch.stream()
                .map(line -> InputLogEvent.builder()
                        .timestamp(line.time().toEpochMilli())
                        .message(line.text())
                        .build())
                .sorted(java.util.Comparator.comparing(InputLogEvent::timestamp))
                .toList();
        logs.putLogEvents(
                r -> r.logGroupName(first.group()).logStreamName(stream).logEvents(events));
    }

    private void dropped(Line line, SdkException error) {
        streams.remove(line.group());
        journal.add(new Entry(
                clock.instant(),
                Entry.Kind.DROPPED,
                "",
                Optional.empty(),
                line.writer().arn(),
                "execute-api",
                "access log",
                line.group(),
                AwsErrors.code(error),
                AwsErrors.message(error),
                0));
    }
}
