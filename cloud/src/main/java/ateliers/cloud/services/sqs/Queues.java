package ateliers.cloud.services.sqs;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Arn;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** The queues of one cloud, by name. */
final class Queues {
    private static final Duration NAME_PAUSE = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern FIFO_NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");

    private final ConcurrentSkipListMap<String, Queue> byName = new ConcurrentSkipListMap<>();
    private final Map<String, Instant> deleted = new ConcurrentHashMap<>();
    private final ServiceContext context;
    private final CloudClock clock;
    private final Place place;

    Queues(ServiceContext context) {
        this.context = context;
        this.clock = context.clock();
        this.place = context.place();
    }

    /** The queue that a URL means. */
    Queue at(String url) {
        QueueAddress address = QueueAddress.ofUrl(url);
        return named(address.account(), address.name());
    }

    Queue named(String account, String name) {
        Queue queue = account.equals(place.account()) ? byName.get(name) : null;
        if (queue == null) {
            throw SqsErrors.noSuchQueue();
        }
        return queue;
    }

    /** The queue with this ARN, if it is here. */
    Optional<Queue> withArn(String arn) {
        return Arn.find(arn).map(named -> byName.get(named.resource())).filter(queue -> queue.arn.equals(arn));
    }

    /** The policy of the queue with this ARN. */
    Optional<String> policy(String arn) {
        return withArn(arn).map(queue -> queue.attributes().get("Policy"));
    }

    /** The tags of the queue with this ARN. */
    Map<String, String> tags(String arn) {
        return withArn(arn).map(queue -> queue.tags).orElse(Map.of());
    }

    List<Queue> startingWith(String prefix) {
        return byName.tailMap(prefix).values().stream()
                .takeWhile(queue -> queue.name.startsWith(prefix))
                .toList();
    }

    List<Queue> sourcesOf(Queue deadLetterQueue) {
        return byName.values().stream()
                .filter(queue -> queue.settings()
                        .redrive()
                        .filter(redrive -> redrive.targetArn().equals(deadLetterQueue.arn))
                        .isPresent())
                .toList();
    }

    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, SqsErrors::parameter);
    }

    /** Makes a queue, or finds the one that was made with the same attributes. */
    synchronized Queue create(String name, Map<String, String> given, Map<String, String> tags) {
        boolean fifo = "true".equalsIgnoreCase(given.get("FifoQueue"));
        checkName(name, fifo);
        Map<String, String> checked = QueueAttributes.check(given, fifo);
        Queue present = byName.get(name);
        if (present != null) {
            requireSame(present, checked);
            return present;
        }
        refuseSystemTags(tags.keySet());
        Instant gone = deleted.get(name);
        if (gone != null && gone.plus(NAME_PAUSE).isAfter(clock.instant())) {
            throw SqsErrors.deletedRecently();
        }
        deleted.remove(name);
        QueueAddress address = new QueueAddress(place.account(), name);
        String arn = address.arn(place);
        checkRedrive(arn, fifo, checked);
        String url = address.url(context.endpoint().get());
        Map<String, String> attributes = QueueAttributes.merge(QueueAttributes.defaults(fifo), checked);
        Runnable news = () -> context.door().signals().raise(arn);
        Queue queue = new Queue(name, arn, url, attributes, clock, context.memory(), news);
        queue.tags.putAll(tags);
        byName.put(name, queue);
        return queue;
    }

    void set(Queue queue, Map<String, String> given) {
        boolean fifo = queue.settings().fifo();
        Map<String, String> checked = QueueAttributes.check(given, fifo);
        checkRedrive(queue.arn, fifo, checked);
        queue.set(checked);
    }

    synchronized void delete(Queue queue) {
        if (byName.remove(queue.name, queue)) {
            deleted.put(queue.name, clock.instant());
            queue.messages.close();
        }
    }

    /** Where messages of a queue go that were received too often: it may have been deleted since. */
    Optional<Queue> deadLetterQueueOf(Queue queue) {
        return queue.settings().redrive().flatMap(redrive -> withArn(redrive.targetArn()));
    }

    private static void checkName(String name, boolean fifo) {
        if (name == null || name.isEmpty()) {
            throw SqsErrors.missing("QueueName");
        }
        if (fifo && !FIFO_NAME.matcher(name).matches()) {
            throw SqsErrors.parameter("The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                    + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
        }
        if (!fifo && !NAME.matcher(name).matches()) {
            throw SqsErrors.parameter(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    private static void requireSame(Queue present, Map<String, String> checked) {
        checked.forEach((name, value) -> {
            if (!value.equals(present.attributes().getOrDefault(name, ""))) {
                throw SqsErrors.nameExists(name);
            }
        });
    }

    private void checkRedrive(String sourceArn, boolean fifo, Map<String, String> checked) {
        String json = checked.getOrDefault("RedrivePolicy", "");
        DeadLetters.redrive(json).ifPresent(redrive -> {
            Queue target = withArn(redrive.targetArn())
                    .orElseThrow(
                            () -> DeadLetters.invalid(json, "RedrivePolicy", "Dead letter target does not exist."));
            if (target.settings().fifo() != fifo) {
                throw DeadLetters.invalid(
                        json, "RedrivePolicy", "Dead-letter queue must be same type of queue as the source.");
            }
            if (!target.settings().redriveAllow().permits(sourceArn)) {
                throw DeadLetters.invalid(
                        json,
                        "RedrivePolicy",
                        "Queue " + sourceArn + " is not allowed to use " + redrive.targetArn()
                                + " as a dead-letter queue by its redriveAllowPolicy.");
            }
        });
    }
}
