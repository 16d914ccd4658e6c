package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.sandbox.LogLine;
import ateliers.cloud.sandbox.LogReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Writes a function's log to CloudWatch Logs, as its role. Where the role may not, there is no log, as on AWS; the
 * journal says so.
 */
final class FunctionLogs implements LogReceiver {
    private static final int BATCH_EVENTS = 10_000;
    private static final int BATCH_BYTES = 1_000_000;

    private final ServiceContext cloud;
    private final String function;
    private final String group;
    private final ExecutionRole role;
    private final Set<String> streams = ConcurrentHashMap.newKeySet();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    FunctionLogs(ServiceContext cloud, String function, String group, ExecutionRole role) {
        this.cloud = cloud;
        this.function = function;
        this.group = group;
        this.role = role;
    }

    @Override
    public void receive(String stream, List<LogLine> lines) {
        if (cloud.door().service("logs").isEmpty()) {
            return;
        }
        Optional<Principal> writer = writer(stream);
        if (writer.isEmpty()) {
            return;
        }
        try {
            write(cloud.door().as(writer.get(), CloudWatchLogsClient.class), stream, lines);
        } catch (SdkException e) {
            dropped("the log of " + function + " is lost", e);
        }
    }

    /** Who writes; a sandbox whose role could not be assumed loses its whole log, which is said once. */
    private Optional<Principal> writer(String stream) {
        try {
            return Optional.of(role.principal());
        } catch (SdkException e) {
            if (lost.add(stream)) {
                dropped("the log of " + function + " is lost, as its role cannot be assumed", e);
            }
            return Optional.empty();
        }
    }

    private void dropped(String what, SdkException error) {
        cloud.notes("lambda").dropped("WriteLog", group, error, what);
    }

    private void write(CloudWatchLogsClient logs, String stream, List<LogLine> lines) {
        if (streams.add(stream)) {
            create(logs, stream);
        }
        List<InputLogEvent> batch = new ArrayList<>();
        int bytes = 0;
        for (LogLine line : lines) {
            int size = 4 * line.text().length() + 26;
            if (batch.size() == BATCH_EVENTS || (bytes + size > BATCH_BYTES && !batch.isEmpty())) {
                put(logs, stream, batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            bytes += size;
            batch.add(InputLogEvent.builder()
                    .timestamp(line.at().toEpochMilli())
                    .message(line.text())
                    .build());
        }
        put(logs, stream, batch);
    }

    private void put(CloudWatchLogsClient logs, String stream, List<InputLogEvent> batch) {
        if (!batch.isEmpty()) {
            logs.putLogEvents(r -> r.logGroupName(group).logStreamName(stream).logEvents(batch));
        }
    }

    private void create(CloudWatchLogsClient logs, String stream) {
        try {
            createStream(logs, stream);
        } catch (ResourceNotFoundException e) {
            try {
                logs.createLogGroup(r -> r.logGroupName(group));
            } catch (ResourceAlreadyExistsException other) {
                // another sandbox was faster
            }
            createStream(logs, stream);
        }
    }

    private void createStream(CloudWatchLogsClient logs, String stream) {
        try {
            logs.createLogStream(r -> r.logGroupName(group).logStreamName(stream));
        } catch (ResourceAlreadyExistsException e) {
            // it is there: what was wanted
        }
    }
}
