package ateliers.cloud.services.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/** When mappings read queues, how much at once, and when they leave them alone. */
class QueuePollingTest extends QueueMappings {
    @Test
    void twoHundredMessagesAreAllDoneByFiveBatchesAtOnceAtMost() {
        map("work", r -> {});
        Set<String> sent = new TreeSet<>();
        IntStream.range(0, 200).forEach(i -> sent.add("message " + i));
        sent.forEach(body -> send(queue, body));

        assertThat(empties(queue)).isTrue();
        assertThat(new TreeSet<>(functions.bodies())).isEqualTo(sent);
        assertThat(functions.bodies()).hasSize(200);
        assertThat(functions.mostRunning.get()).isLessThanOrEqualTo(5);
        assertThat(functions.events)
                .allSatisfy(event -> assertThat(event.get("Records")).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void maximumConcurrencyBoundsTheBatches() {
        map("work", r -> r.batchSize(1).scalingConfig(s -> s.maximumConcurrency(2)));
        IntStream.range(0, 40).forEach(i -> send(queue, "message " + i));

        assertThat(empties(queue)).isTrue();
        assertThat(functions.mostRunning.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void theWindowGathersOnTheCloudClock() {
        map("work", r -> r.batchSize(100).maximumBatchingWindowInSeconds(60));
        IntStream.range(0, 25).forEach(i -> send(queue, "message " + i));

        assertThat(services.clock.never(() -> !functions.events.isEmpty(), Duration.ofSeconds(50)))
                .isTrue();
        assertThat(services.clock.await(() -> !functions.events.isEmpty(), Duration.ofSeconds(15)))
                .isTrue();
        assertThat(functions.events).hasSize(1);
        assertThat(functions.bodies()).hasSize(25);
    }

    @Test
    void aFullBatchDoesNotWaitForTheWindow() {
        map("work", r -> r.batchSize(20).maximumBatchingWindowInSeconds(300));
        IntStream.range(0, 20).forEach(i -> send(queue, "message " + i));

        assertThat(services.clock.await(() -> functions.bodies().size() == 20, Duration.ofSeconds(10)))
                .isTrue();
    }

    @Test
    void messagesThatNoFilterFitsAreDeletedUnseen() {
        map(
                "work",
                r -> r.filterCriteria(c -> c.filters(Filter.builder()
                        .pattern("{\"body\":{\"total\":[{\"numeric\":[\">\",100]}]}}")
                        .build())));

        send(queue, "{\"total\":50}", "{\"total\":500}", "plain text");

        assertThat(empties(queue)).isTrue();
        assertThat(functions.bodies()).containsExactly("{\"total\":500}");
    }

    @Test
    void aDisabledMappingLeavesMessagesWhereTheyAreUntilItIsEnabled() {
        String uuid = map("work", r -> {});
        mappings.update(UpdateEventSourceMappingRequest.builder()
                .uuid(uuid)
                .enabled(false)
                .build());
        send(queue, "later");

        assertThat(services.clock.never(() -> !functions.events.isEmpty(), HOUR))
                .isTrue();
        assertThat(state(uuid)).isEqualTo("Disabled");
        assertThat(count(queue)).isEqualTo(1);

        mappings.update(UpdateEventSourceMappingRequest.builder()
                .uuid(uuid)
                .enabled(true)
                .build());
        assertThat(empties(queue)).isTrue();
        assertThat(functions.bodies()).containsExactly("later");
    }

    @Test
    void aReadUnderWayWhenAMappingIsDisabledTakesNothingSentLater() {
        Thread test = Thread.currentThread();
        CompletableFuture<Void> reading = new CompletableFuture<>();
        CompletableFuture<Void> disabled = new CompletableFuture<>();
        functions.beforeAssuming = () -> {
            if (Thread.currentThread() != test) {
                reading.complete(null);
                disabled.join();
            }
        };
        String uuid = map("work", r -> {});
        reading.join();

        mappings.update(UpdateEventSourceMappingRequest.builder()
                .uuid(uuid)
                .enabled(false)
                .build());
        send(queue, "later");
        disabled.complete(null);

        assertThat(services.clock.never(() -> !functions.events.isEmpty(), HOUR))
                .isTrue();
        assertThat(count(queue)).isEqualTo(1);
    }

    @Test
    void aThrottledBatchComesBackAfterItsVisibilityTimeout() {
        functions.throttles = 1;
        map("work", r -> {});

        send(queue, "patient");

        assertThat(empties(queue)).isTrue();
        assertThat(functions
                        .records()
                        .get(0)
                        .get("attributes")
                        .get("ApproximateReceiveCount")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void aMappingAtRestAsksNothingForAWeek() {
        map("work", r -> {});
        services.clock.awaitIdle(Duration.ofSeconds(5));
        int before = services.journal.entries().size();

        services.clock.advance(Duration.ofDays(7));

        assertThat(services.journal.entries()).hasSize(before);
    }

    @Test
    void aRoleThatMayNotReceiveAnyMoreIsTriedAgainAndTheJournalSaysWhy() {
        map("work", r -> {});
        services.deny("sqs:ReceiveMessage");
        send(queue, "waiting");
        services.clock.advance(Duration.ofMinutes(1));
        assertThat(services.journal.entries())
                .anyMatch(entry ->
                        entry.kind() == Entry.Kind.DENIAL && entry.operation().equals("ReceiveMessage"));

        services.deny();

        assertThat(empties(queue)).isTrue();
        assertThat(functions.bodies()).containsExactly("waiting");
    }
}
