package ateliers.grader.bench;

import java.util.List;

/**
 * One figure of the bench.
 *
 * @param id stable, for machines
 * @param title in French, for people
 * @param unit of every figure: {@code ms}, {@code s} or {@code appels/s}
 * @param samples each run's figure, in the order of the runs; empty when it was not measured
 * @param goal what is fast enough
 * @param unmeasured why there is no figure; null when there is one
 */
public record Row(String id, String title, String unit, List<Double> samples, double goal, String unmeasured) {
    static final String RATE = "appels/s";

    public Row {
        samples = List.copyOf(samples);
    }

    static Row of(String id, String title, String unit, double goal, List<Double> samples) {
        return new Row(id, title, unit, samples, goal, null);
    }

    static Row unmeasured(String id, String title, String unit, double goal, String why) {
        return new Row(id, title, unit, List.of(), goal, why);
    }

    /** Whether there is a figure. */
    public boolean measured() {
        return !samples.isEmpty();
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
