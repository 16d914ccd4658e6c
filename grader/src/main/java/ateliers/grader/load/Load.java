package ateliers.grader.load;

import ateliers.grader.submission.Unusable;
import java.time.Duration;

/**
 * How much is asked of a stack.
 *
 * @param rate operations a second, all clients together
 * @param seconds how long
 * @param clients how many operations may be under way at a time
 */
public record Load(int rate, int seconds, int clients) {
    private static final int MOST_A_SECOND = 200;
    private static final int MOST_SECONDS = 300;
    private static final int MOST_CLIENTS = 64;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** @throws Unusable past what one machine should ask of an account */
    public Load {
        require("--rate", rate, MOST_A_SECOND, "opérations par seconde");
        require("--seconds", seconds, MOST_SECONDS, "secondes");
        require("--clients", clients, MOST_CLIENTS, "clients");
    }

    private static void require(String option, int given, int most, String what) {
        if (given < 1 || given > most) {
            throw new Unusable("%s va de 1 à %d %s, et tu en demandes %d.".formatted(option, most, what, given));
        }
    }

    /** How many operations it is in all. */
    public int operations() {
        return rate * seconds;
    }

    /** When an operation is due, in nanoseconds from the first. */
    long due(int operation) {
        return operation * SECOND / rate;
    }
}
