package ateliers.cloud.executeapi;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
    private static final String WHAT = "access log";

    private final Door door;
    private final CloudClock clock;
    private final Notes notes;
    private final String stream = Ids.random(16) + Ids.random(16);
    private final Set<String> streams = ConcurrentHashMap.newKeySet();
    private final List<Line> waiting = new ArrayList<>();
    private boolean writing;

    private record Line(String requestId, Principal writer, String group, Instant time, String text) {}

    public AccessLog(Door door, CloudClock clock, Notes notes) {
        this.door = door;
        this.clock = clock;
        this.notes = notes;
    }

    /** The name of the log group of an ARN such as {@code arn:aws:logs:eu-west-3:123456789012:log-group:name:*}. */
    public static Optional<String> group(String arn) {
        return Arn.find(arn)
                .filter(name -> name.service().equals("logs"))
                .map(Arn::parts)
                .filter(parts -> parts.size() > 1 && parts.get(0).equals("log-group"))
                .map(parts -> parts.get(1));
    }

    /** Writes a line about a visit, soon. */
    public void write(Principal writer, String group, String format, Visit visit) {
        Line line = new Line(visit.requestId(), writer, group, visit.time(), ContextVariables.fill(format, visit::get));
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
            write(batch);
        }
    }

    /** Whatever becomes of one batch, the next ones are written. */
    private void write(List<Line> batch) {
        Line first = batch.get(0);
        Notes told = notes.about(first.requestId()).by(first.writer());
        try {
            put(batch);
        } catch (SdkException e) {
            streams.remove(first.group());
            told.dropped(WHAT, first.group(), AwsErrors.code(e), AwsErrors.message(e));
        } catch (RuntimeException e) {
            told.defect(WHAT, first.group(), e);
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
                .sorted(Comparator.comparing(InputLogEvent::timestamp))
                .toList();
        logs.putLogEvents(
                r -> r.logGroupName(first.group()).logStreamName(stream).logEvents(events));
    }
}
