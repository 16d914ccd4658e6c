package ateliers.cloud.services.sqs;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/**
 * Tasks that bring messages out of a dead-letter queue, some each second of cloud time.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">
 *     StartMessageMoveTask</a>
 */
final class MoveTasks implements SqsClient, Operations {
    private static final int MAX_PER_SECOND = 500;
    private static final int MAX_LISTED = 10;
    private static final String NO_SOURCE =
            "The resource that you specified for the SourceArn parameter doesn't exist.";

    private final Queues queues;
    private final CloudClock clock;
    private final Deque<Task> tasks = new ArrayDeque<>();

    MoveTasks(Queues queues, CloudClock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public synchronized StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
        Queue source = queue(request.sourceArn(), NO_SOURCE);
        Queue destination = request.destinationArn() == null
                ? null
                : queue(
                        request.destinationArn(),
                        "The resource that you specified for the DestinationArn parameter doesn't exist.");
        if (queues.sourcesOf(source).isEmpty()) {
            throw SqsErrors.parameter("Source queue must be configured as a Dead Letter Queue.");
        }
        Integer rate = request.maxNumberOfMessagesPerSecond();
        if (rate != null && (rate < 1 || rate > MAX_PER_SECOND)) {
            throw SqsErrors.parameter(
                    "MaxNumberOfMessagesPerSecond",
                    rate,
                    "MaxNumberOfMessagesPerSecond must be an integer between 1 and 500.");
        }
        if (tasks.stream().anyMatch(task -> task.source == source && task.isRunning())) {
            throw SqsErrors.parameter("There is already a task running. Only one active task is allowed for a source"
                    + " queue arn at a given time.");
        }
        Task task = new Task(source, destination, rate, clock.instant().toEpochMilli());
        tasks.addFirst(task);
        clock.schedule(Duration.ZERO, () -> step(task));
        return StartMessageMoveTaskResponse.builder().taskHandle(task.handle).build();
    }

    @Override
    public synchronized CancelMessageMoveTaskResponse cancelMessageMoveTask(CancelMessageMoveTaskRequest request) {
        Task task = tasks.stream()
                .filter(one -> one.handle.equals(request.taskHandle()))
                .findFirst()
                .orElseThrow(() -> SqsErrors.resourceNotFound("Task does not exist."));
        if (!task.isRunning()) {
            throw SqsErrors.resourceNotFound("The task is not running.");
        }
        task.status = "CANCELLED";
        return CancelMessageMoveTaskResponse.builder()
                .approximateNumberOfMessagesMoved(task.moved)
                .build();
    }

    @Override
    public synchronized ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
        Queue source = queue(request.sourceArn(), NO_SOURCE);
        int most = request.maxResults() == null ? 1 : request.maxResults();
        if (most < 1 || most > MAX_LISTED) {
            throw SqsErrors.parameter("MaxResults", most, "MaxResults must be an integer between 1 and 10.");
        }
        return ListMessageMoveTasksResponse.builder()
                .results(tasks.stream()
                        .filter(task -> task.source == source)
                        .limit(most)
                        .map(Task::entry)
                        .toList())
                .build();
    }

    private Queue queue(String arn, String missing) {
        if (Arn.find(arn).filter(named -> !named.resource().contains(":")).isEmpty()) {
            throw SqsErrors.parameter("You must use this format to specify the SourceArn:"
                    + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
        }
        return queues.withArn(arn).orElseThrow(() -> SqsErrors.resourceNotFound(missing));
    }

    private synchronized void step(Task task) {
        if (!task.isRunning()) {
            return;
        }
        int most = task.rate == null ? MAX_PER_SECOND : task.rate;
        List<Message> messages = task.source.messages.drain(most, task.source.settings());
        for (Message message : messages) {
            Queue target = task.destination != null
                    ? task.destination
                    : queues.withArn(message.sourceArn).orElse(null);
            if (target == null) {
                task.source.messages.accept(message, message.sourceArn);
                task.status = "FAILED";
                task.failure = "AWS.SimpleQueueService.NonExistentQueue";
            } else {
                // starts a new life there
                message.receiveCount = 0;
                message.firstReceived = null;
                target.messages.accept(message, "");
                task.moved++;
            }
        }
        if (task.isRunning() && messages.size() < most) {
            task.status = "COMPLETED";
        }
        if (task.isRunning()) {
            clock.schedule(Duration.ofSeconds(1), () -> step(task));
        }
    }

    private static final class Task {
        private final String handle = UUID.randomUUID().toString();
        private final Queue source;
        private final Queue destination;
        private final Integer rate;
        private final long started;
        private final long toMove;
        private String status = "RUNNING";
        private String failure;
        private long moved;

        Task(Queue source, Queue destination, Integer rate, long started) {
            this.source = source;
            this.destination = destination;
            this.rate = rate;
            this.started = started;
            this.toMove = source.messages.counts(source.settings()).visible();
        }

        boolean isRunning() {
            return status.equals("RUNNING");
        }

        ListMessageMoveTasksResultEntry entry() {
            return ListMessageMoveTasksResultEntry.builder()
                    .taskHandle(isRunning() ? handle : null)
                    .status(status)
                    .sourceArn(source.arn)
                    .destinationArn(destination == null ? null : destination.arn)
                    .maxNumberOfMessagesPerSecond(rate)
                    .approximateNumberOfMessagesMoved(moved)
                    .approximateNumberOfMessagesToMove(toMove)
                    .failureReason(failure)
                    .startedTimestamp(started)
                    .build();
        }
    }
}
