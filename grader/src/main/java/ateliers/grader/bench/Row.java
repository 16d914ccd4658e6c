package ateliers.grader.bench;

import java.util.List;

/**
 * One figure of the bench.
 *
 * @param id stable, for machines
 * @param title in French, for people
 * @param unit of every figure: {@code ms}, {@code s} or {@code appels/s}
 * @param goal what is fast enough
 * @param samples each run's figure, in the order of the runs; at least one
 */
public record Row(String id, String title, String unit, double goal, List<Double> samples) {
    static final String RATE = "appels/s";

    public Row {
        samples = List.copyOf(samples);
    }

    /** The middle figure, or the mean of the two in the middle. */
    public double median() {
        double[] sorted =
                samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    public double min() {
        return samples.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Whether the median is as good as the goal: at least a rate, at most a duration. */
    public boolean met() {
        return unit.equals(RATE) ? median() >= goal : median() <= goal;
    }
}
