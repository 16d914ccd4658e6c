package ateliers.grader.load;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * What a stack answered to a load.
 *
 * @param operations how many were begun
 * @param accepted those with an answer of 201, by their ids
 * @param refused the others, by kind
 * @param times in microseconds, from when an operation was due
 * @param took from the first operation's moment to the last answer
 * @param latest how much after its moment an operation began at most
 */
public record Answers(
        int operations,
        Set<String> accepted,
        Map<String, LoadRun.Kind> refused,
        Histogram times,
        Duration took,
        Duration latest) {}
