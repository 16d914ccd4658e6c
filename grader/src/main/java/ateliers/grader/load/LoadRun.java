package ateliers.grader.load;

import ateliers.grader.checklist.Scenario;
import ateliers.grader.checklist.Scenario.Sent;
import ateliers.grader.checklists.common.ParallelClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Web.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Operations at a steady pace, whatever the answers' pace is. Each is due at a moment of its own, and its time is counted from
 * then on: a client that waits for a slow answer does not hide that those behind it wait too.
 *
 * @see <a href="https://hdrhistogram.github.io/HdrHistogram/">HdrHistogram, on coordinated omission</a>
 */
public final class LoadRun {
    private static final int DIGITS = 3;
    private static final int CREATED = 201;
    private static final long MICRO = 1_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Load load;
    private final Pace pace;
    private final Consumer<String> progress;
    private final Histogram times = new ConcurrentHistogram(DIGITS);
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<String, Kind> refused = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicLong latest = new AtomicLong();

    /**
     * One kind of operations that were not accepted.
     *
     * @param example what one of them said
     */
    public record Kind(int count, String example) {
        private Kind and(Kind other) {
            return new Kind(count + other.count(), example);
        }
    }

    /** @param progress told once a second how far it is */
    public LoadRun(Load load, Consumer<String> progress) {
        this(load, Pace.real(), progress);
    }

    LoadRun(Load load, Pace pace, Consumer<String> progress) {
        this.load = load;
        this.pace = pace;
        this.progress = progress;
    }

    /** All operations; returns once the last of them has its answer. */
    public Answers run(Scenario scenario) {
        try (ParallelClients crowd = new ParallelClients(load.clients())) {
            long begin = pace.nanos();
            crowd.together(client -> {
                for (int number = next.getAndIncrement();
                        number < load.operations() && !Thread.currentThread().isInterrupted();
                        number = next.getAndIncrement()) {
                    one(scenario, begin, begin + load.due(number));
                }
                return client;
            });
            return new Answers(
                    done.get(),
                    Set.copyOf(accepted),
                    Map.copyOf(refused),
                    times,
                    Duration.ofNanos(pace.nanos() - begin),
                    Duration.ofNanos(latest.get()));
        }
    }

    private void one(Scenario scenario, long begin, long due) {
        pace.until(due);
        latest.accumulateAndGet(pace.nanos() - due, Math::max);
        try {
            count(scenario.send());
        } catch (GraderException e) {
            refuse("sans réponse", String.valueOf(e.getMessage()));
        }
        long end = pace.nanos();
        times.recordValue((end - due) / MICRO);
        tell(done.incrementAndGet(), (int) ((end - begin) / SECOND));
    }

    private void count(Sent sent) {
        Answer answer = sent.answer();
        if (answer.status() != CREATED) {
            refuse("réponse " + answer.status(), answer.body());
        } else if (sent.id().isEmpty()) {
            refuse("réponse 201 sans numéro", answer.body());
        } else if (!accepted.add(sent.id())) {
            refuse("réponse 201 avec le numéro d'une autre", answer.body());
        }
    }

    private void refuse(String kind, String example) {
        refused.merge(kind, new Kind(1, example), Kind::and);
    }

    private void tell(int finished, int seconds) {
        int before = told.get();
        if (seconds > before && told.compareAndSet(before, seconds)) {
            progress.accept("%3d s : %d opérations sur %d, dont %d acceptées"
                    .formatted(seconds, finished, load.operations(), accepted.size()));
        }
    }
}
