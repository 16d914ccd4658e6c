package ateliers.cloud.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.clock.CloudClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncQueueTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
    private final CloudClock clock = new CloudClock(work -> work, errors::add);
    private final AsyncQueue queue = new AsyncQueue(clock, 3);

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void someRunAtOnceAndTheOthersKeepTheCloudBusy() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            queue.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                begun.countDown();
                await(end);
                running.decrementAndGet();
                done.incrementAndGet();
            });
        }
        begun.await();

        assertThat(clock.isIdle()).isFalse();
        end.countDown();
        assertThat(clock.awaitIdle(LONG)).isTrue();
        assertThat(done).hasValue(200);
        assertThat(most).hasValue(3);
    }

    @Test
    void severalMayEndAtOnce() {
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 5_000; i++) {
            queue.execute(done::incrementAndGet);
        }

        assertThat(clock.awaitIdle(LONG)).isTrue();
        assertThat(done).hasValue(5_000);
        assertThat(errors).isEmpty();
    }

    @Test
    void whatFailsStopsNoOther() {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        AsyncQueue oneByOne = new AsyncQueue(clock, 1);
        IntStream.range(0, 10)
                .forEach(i -> oneByOne.execute(() -> {
                    seen.add(i);
                    if (i % 2 == 0) {
                        throw new IllegalStateException("as asked");
                    }
                }));

        assertThat(clock.awaitIdle(LONG)).isTrue();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(errors).hasSize(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
