package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Signals;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Reads a queue: whenever the queue says that it has a message to take, while a batch more may run. Where reading is
 * refused it tries again after a pause that grows to five minutes.
 */
final class QueuePoller implements Poller {
    /** As many batches as Lambda begins with; it is not simulated that it would go up from there. */
    private static final int CONCURRENT_BATCHES = 5;

    private static final int MOST_AT_ONCE = 10;
    private static final int MAX_PAYLOAD = 6_291_456;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ServiceContext cloud;
    private final Mapping mapping;
    private final String url;
    private final Rerun looking;
    private final Backoff backoff;
    private final QueueBatch batches;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean open;
    private volatile boolean windowOver;
    private Signals.Listening listening;

    /** Touched by looking only. */
    private List<Received> gathered = new ArrayList<>();

    private CloudTimer window;

    /** A message and its record. */
    record Received(Message message, ObjectNode record, int bytes) {}

    QueuePoller(ServiceContext cloud, Mapping mapping) {
        this.cloud = cloud;
        this.mapping = mapping;
        this.url = url(cloud, mapping.source());
        this.looking = new Rerun(cloud.clock(), this::look);
        this.backoff = new Backoff(cloud.clock(), LONGEST_PAUSE, looking::request);
        this.batches = new QueueBatch(cloud, mapping, url);
    }

    static String url(ServiceContext cloud, String queueArn) {
        Arn queue = Arn.of(queueArn);
        return cloud.endpoint().get() + "/" + queue.account() + "/" + queue.resource();
    }

    @Override
    public synchronized void start() {
        if (!open) {
            open = true;
            listening = cloud.door().signals().listen(mapping.source(), looking::request);
            looking.request();
        }
    }

    @Override
    public synchronized void stop() {
        if (open) {
            open = false;
            listening.close();
            backoff.cancel();
            looking.request();
        }
    }

    @Override
    public void changed() {
        backoff.cancel();
        looking.request();
    }

    private void look() {
        EventSourceMappingConfiguration settings = mapping.settings();
        int size = settings.batchSize();
        boolean waits = settings.maximumBatchingWindowInSeconds() > 0;
        while (open && !backoff.isPausing() && running.get() < concurrency(settings)) {
            windowOver &= !gathered.isEmpty();
            if (!windowOver && !gather(Math.min(MOST_AT_ONCE, size - gathered.size()))) {
                break;
            }
            boolean full = gathered.size() >= size || bytes() >= MAX_PAYLOAD;
            if (!gathered.isEmpty() && (full || !waits || windowOver)) {
                dispatch();
            }
        }
        if (!gathered.isEmpty() && !open) {
            dispatch();
        }
    }

    /** Takes up to so many messages more; false when there are none. */
    private boolean gather(int most) {
        Optional<Mapped> function = mapping.function();
        if (function.isEmpty()) {
            backoff.pause();
            return false;
        }
        List<Message> messages;
        try {
            messages = receive(mapping.role().of(function.get()), most);
        } catch (SdkException e) {
            mapping.role().forget();
            backoff.pause();
            return false;
        }
        backoff.reset();
        List<Message> unwanted = new ArrayList<>();
        for (Message message : messages) {
            ObjectNode record =
                    QueueRecords.record(message, mapping.source(), cloud.place().region());
            if (mapping.filters().accept(QueueRecords.filtered(record))) {
                gathered.add(new Received(message, record, record.toString().length()));
            } else {
                unwanted.add(message);
            }
        }
        batches.delete(function.get(), unwanted);
        if (window == null && !gathered.isEmpty()) {
            openWindow();
        }
        return !messages.isEmpty();
    }

    /** Once {@link #stop} has returned, nothing is taken any more: what is sent from then on stays in the queue. */
    private synchronized List<Message> receive(Principal role, int most) {
        if (!open) {
            return List.of();
        }
        return cloud.door()
                .as(role, SqsClient.class)
                .receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void openWindow() {
        int seconds = mapping.settings().maximumBatchingWindowInSeconds();
        if (seconds > 0) {
            window = cloud.clock().schedule(Duration.ofSeconds(seconds), () -> {
                windowOver = true;
                looking.request();
            });
        }
    }

    private void dispatch() {
        List<Received> batch = gathered;
        gathered = new ArrayList<>();
        if (window != null) {
            window.cancel();
            window = null;
        }
        windowOver = false;
        running.incrementAndGet();
        cloud.clock().execute(() -> {
            try {
                for (List<Received> part : parts(batch)) {
                    if (!batches.process(part)) {
                        backoff.pause();
                    }
                }
            } finally {
                running.decrementAndGet();
                looking.request();
            }
        });
    }

    /** A batch in parts that fit into an invocation. */
    private static List<List<Received>> parts(List<Received> batch) {
        List<List<Received>> parts = new ArrayList<>();
        int bytes = MAX_PAYLOAD;
        for (Received received : batch) {
            if (parts.isEmpty() || bytes + received.bytes() > MAX_PAYLOAD) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.get(parts.size() - 1).add(received);
            bytes += received.bytes() + 1;
        }
        return parts;
    }

    private long bytes() {
        return gathered.stream().mapToLong(Received::bytes).sum();
    }

    private static int concurrency(EventSourceMappingConfiguration settings) {
        Integer most = settings.scalingConfig() == null
                ? null
                : settings.scalingConfig().maximumConcurrency();
        return most == null ? CONCURRENT_BATCHES : Math.min(most, CONCURRENT_BATCHES);
    }
}
