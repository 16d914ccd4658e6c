package ateliers.cloud.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealTimersTest {
    private final RealTimers timers = new RealTimers("alarms");
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void anAlarmGoesOffOnAThreadThatKeepsNothingAlive() throws InterruptedException {
        CountDownLatch fired = new CountDownLatch(1);
        timers.schedule(Duration.ofMillis(1), () -> {
            heard.add(Thread.currentThread().getName() + " "
                    + Thread.currentThread().isDaemon());
            fired.countDown();
        });

        assertThat(fired.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).containsExactly("alarms true");
    }

    @Test
    void anAlarmThatIsUnsetIsSilent() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        timers.schedule(Duration.ZERO, () -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        timers.schedule(Duration.ZERO, () -> heard.add("unset")).cancel();
        release.countDown();
        timers.schedule(Duration.ZERO, later::countDown);

        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void closedTimersTakeNoMoreAlarms() {
        timers.close();

        timers.schedule(Duration.ZERO, () -> heard.add("late")).cancel();

        assertThat(heard).isEmpty();
    }
}
