package ateliers.grader.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure of the bench.
 *
 * @param id stable, for machines
 * @param title in French, for people
 * @param unit of every figure: {@code ms}, {@code s}, or a rate: {@code appels/s}, {@code lignes/s}
 * @param goal what is fast enough; empty where only a peer says
 * @param samples each run's figure, in the order of the runs; at least one
 * @param peer the same of another AWS, measured in turn with these; empty where there is none
 */
public record Row(
        String id, String title, String unit, OptionalDouble goal, List<Double> samples, Optional<PeerFigure> peer) {
    static final String RATE = "appels/s";

    public Row {
        samples = List.copyOf(samples);
    }

    static Row of(String id, String title, String unit, double goal, List<Double> samples) {
        return new Row(id, title, unit, OptionalDouble.of(goal), samples, Optional.empty());
    }

    /** The middle figure, or the mean of the two in the middle. */
    public double median() {
        return median(samples);
    }

    static double median(List<Double> samples) {
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

    /** Whether the median is as good as the goal, where there is one: at least a rate, at most a duration. */
    public Optional<Boolean> met() {
        return goal.isEmpty()
                ? Optional.empty()
                : Optional.of(unit.endsWith("/s") ? median() >= goal.getAsDouble() : median() <= goal.getAsDouble());
    }

    /**
     * What another AWS gave for the same.
     *
     * @param samples empty where it lacks it
     * @param lack why there are none; empty where there are
     */
    public record PeerFigure(List<Double> samples, String lack) {
        public PeerFigure {
            samples = List.copyOf(samples);
        }

        public OptionalDouble median() {
            return samples.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Row.median(samples));
        }
    }
}
