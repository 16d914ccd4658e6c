package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Signals;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Answer;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import ateliers.cloud.services.lambda.mapping.StreamBatch.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Reads a stream in order, batch by batch, whenever the stream says that it has a record. A batch that fails is given
 * again, after pauses, until it is done, or is given up: then its place in the stream goes to the destination.
 */
final class StreamPoller implements Poller {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration RETENTION = Duration.ofHours(24);

    private final ServiceContext cloud;
    private final Mapping mapping;
    private final StreamReader reader;
    private final DiscardedBatches discarded;
    private final Rerun looking;
    private final Backoff backoff;
    private volatile boolean open;
    private volatile boolean windowOver;
    private Signals.Listening listening;

    /** Touched by looking only: what is to be given to the function first, and what is gathered behind it. */
    private final Deque<StreamBatch> batches = new ArrayDeque<>();

    private List<Change> gathered = new ArrayList<>();
    private CloudTimer window;

    StreamPoller(ServiceContext cloud, Mapping mapping) {
        this.cloud = cloud;
        this.mapping = mapping;
        this.reader =
                new StreamReader(cloud, mapping, mapping.settings().startingPosition() == EventSourcePosition.LATEST);
        this.discarded = new DiscardedBatches(cloud, mapping);
        this.looking = new Rerun(cloud.clock(), this::look);
        this.backoff = new Backoff(cloud.clock(), LONGEST_PAUSE, looking::request);
    }

    /** Settles where reading begins, so that nothing that is written from now on is missed. */
    void takePosition() {
        mapping.function().ifPresent(reader::takePosition);
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
        }
    }

    @Override
    public void changed() {
        backoff.cancel();
        looking.request();
    }

    private void look() {
        while (open && !backoff.isPausing()) {
            Optional<Mapped> function = mapping.function();
            if (function.isEmpty()) {
                mapping.result("PROBLEM: Function not found");
                backoff.pause();
            } else if (!batches.isEmpty()) {
                process(function.get(), batches.removeFirst());
            } else if (!gather(function.get())) {
                return;
            }
        }
    }

    /** Reads on; false when there is nothing to do before the next signal or timer. */
    private boolean gather(Mapped function) {
        EventSourceMappingConfiguration settings = mapping.settings();
        int size = settings.batchSize();
        boolean more = true;
        if (!windowOver && gathered.size() < size) {
            try {
                List<Change> read = reader.read(function, size - gathered.size());
                more = !read.isEmpty();
                read.stream()
                        .filter(change -> mapping.filters().accept(change.record()))
                        .forEach(gathered::add);
                backoff.reset();
            } catch (SdkException e) {
                mapping.role().forget();
                backoff.pause();
                return false;
            }
        }
        boolean waits = settings.maximumBatchingWindowInSeconds() > 0;
        boolean complete = gathered.size() >= size || windowOver || !waits;
        if (!gathered.isEmpty() && complete) {
            batches.add(new StreamBatch(reader.shardId(), gathered, 0));
            gathered = new ArrayList<>();
            closeWindow();
            return true;
        }
        if (gathered.isEmpty()) {
            windowOver = false;
        } else if (window == null) {
            openWindow(settings.maximumBatchingWindowInSeconds());
        }
        return more;
    }

    private void openWindow(int seconds) {
        window = cloud.clock().schedule(Duration.ofSeconds(seconds), () -> {
            windowOver = true;
            looking.request();
        });
    }

    private void closeWindow() {
        if (window != null) {
            window.cancel();
            window = null;
        }
        windowOver = false;
    }

    private void process(Mapped function, StreamBatch whole) {
        Optional<StreamBatch> fresh = withoutExpired(function, whole);
        if (fresh.isEmpty()) {
            return;
        }
        StreamBatch batch = fresh.get();
        String requestId = UUID.randomUUID().toString();
        Answer answer;
        try {
            answer = mapping.invoke(function, requestId, batch.event(), List.of());
        } catch (TooManyRequestsException e) {
            mapping.result("PROBLEM: Function throttled");
            putBack(batch);
            return;
        } catch (AwsServiceException e) {
            mapping.result("PROBLEM: " + e.getMessage());
            putBack(batch);
            return;
        }
        Set<String> failed = Failures.of(answer, mapping.reportsFailures(), batch.sequenceNumbers());
        if (failed.isEmpty()) {
            mapping.result("OK");
            backoff.reset();
        } else {
            mapping.result("PROBLEM: Function call failed");
            failed(function, batch, batch.from(failed), requestId, answer);
        }
    }

    /** A batch that did not reach the function does not use up its attempts. */
    private void putBack(StreamBatch batch) {
        batches.addFirst(batch);
        backoff.pause();
    }

    private void failed(Mapped function, StreamBatch batch, StreamBatch left, String requestId, Answer answer) {
        EventSourceMappingConfiguration settings = mapping.settings();
        boolean partly = left.changes().size() < batch.changes().size();
        if (Boolean.TRUE.equals(settings.bisectBatchOnFunctionError())
                && !partly
                && left.changes().size() > 1) {
            // Splitting does not use up an attempt.
            int middle = (left.changes().size() + 1) / 2;
            batches.addFirst(left.part(middle, left.changes().size()));
            batches.addFirst(left.part(0, middle));
            return;
        }
        StreamBatch again = left.failedOnce();
        int retries = settings.maximumRetryAttempts();
        if (retries >= 0 && again.invocations() > retries) {
            discarded.send(function, again, "RetryAttemptsExhausted", requestId, Optional.of(answer));
            backoff.reset();
            return;
        }
        putBack(again);
    }

    /** Gives up the records that are too old, if there are any. */
    private Optional<StreamBatch> withoutExpired(Mapped function, StreamBatch batch) {
        int seconds = mapping.settings().maximumRecordAgeInSeconds();
        Duration most = seconds < 0 ? RETENTION : Duration.ofSeconds(Math.min(seconds, RETENTION.toSeconds()));
        Instant oldest = cloud.clock().instant().minus(most);
        int expired = 0;
        int size = batch.changes().size();
        while (expired < size && batch.changes().get(expired).time().isBefore(oldest)) {
            expired++;
        }
        if (expired == 0) {
            return Optional.of(batch);
        }
        discarded.send(
                function,
                batch.part(0, expired),
                "RecordAgeExceeded",
                UUID.randomUUID().toString(),
                Optional.empty());
        return expired == size ? Optional.empty() : Optional.of(batch.part(expired, size));
    }
}
