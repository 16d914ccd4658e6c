package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.monitoring.MathExpression.Array;
import ateliers.cloud.services.monitoring.MathExpression.Call;
import ateliers.cloud.services.monitoring.MathExpression.Name;
import ateliers.cloud.services.monitoring.MathExpression.Node;
import ateliers.cloud.services.monitoring.MathExpression.Operation;
import ateliers.cloud.services.monitoring.MathExpression.Scalar;
import ateliers.cloud.services.monitoring.MathExpression.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Works out expressions of metric math over the results of other queries. A value is a number, a time series or an array
 * of series.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Functions</a>
 */
final class MetricMath {
    private static final Map<String, DoubleUnaryOperator> EACH =
            Map.of("ABS", Math::abs, "CEIL", Math::ceil, "FLOOR", Math::floor, "LOG", Math::log, "LOG10", Math::log10);
    private static final Map<String, ToDoubleFunction<List<Double>>> ALL = Map.of(
            "AVG", all -> all.stream().mapToDouble(d -> d).average().orElse(Double.NaN),
            "MAX", all -> all.stream().mapToDouble(d -> d).max().orElse(Double.NaN),
            "MIN", all -> all.stream().mapToDouble(d -> d).min().orElse(Double.NaN),
            "SUM", all -> all.stream().mapToDouble(d -> d).sum(),
            "STDDEV", MetricMath::deviation);
    private static final Map<String, DoubleBinaryOperator> BOTH = Map.ofEntries(
            Map.entry("+", Double::sum),
            Map.entry("-", (a, b) -> a - b),
            Map.entry("*", (a, b) -> a * b),
            Map.entry("/", (a, b) -> a / b),
            Map.entry("^", Math::pow),
            Map.entry("<", (a, b) -> truth(a < b)),
            Map.entry(">", (a, b) -> truth(a > b)),
            Map.entry("<=", (a, b) -> truth(a <= b)),
            Map.entry(">=", (a, b) -> truth(a >= b)),
            Map.entry("==", (a, b) -> truth(a == b)),
            Map.entry("!=", (a, b) -> truth(a != b)),
            Map.entry("&&", (a, b) -> truth(a != 0 && b != 0)),
            Map.entry("||", (a, b) -> truth(a != 0 || b != 0)));

    private final Map<String, Points> results;
    private final Collection<Points> metrics;
    private final Timeline timeline;

    /**
     * @param results of the queries that the expression may name, by id
     * @param metrics those of them that are metrics, in their order: what {@code METRICS()} gives
     */
    MetricMath(Map<String, Points> results, Collection<Points> metrics, Timeline timeline) {
        this.results = results;
        this.metrics = metrics;
        this.timeline = timeline;
    }

    /** The series that an expression gives. */
    Points of(MathExpression expression) {
        Object value = value(expression.root());
        if (value instanceof Points points) {
            return points;
        }
        if (value instanceof List<?> list && list.size() == 1) {
            return (Points) list.get(0);
        }
        throw MonitoringErrors.validation(
                value instanceof List<?>
                        ? "Error in expression [Expression must return a single time series]"
                        : "Error in expression [Expression must return a time series]");
    }

    private Object value(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.value();
        } else if (node instanceof Name name) {
            return named(name.id());
        } else if (node instanceof Operation operation) {
            return both(BOTH.get(operation.operator()), value(operation.left()), value(operation.right()));
        } else if (node instanceof Array array) {
            List<Points> all = new ArrayList<>();
            array.items().forEach(item -> all.addAll(series(value(item))));
            return all;
        } else if (node instanceof Call call) {
            return call(call);
        }
        throw MonitoringErrors.validation("Error in expression [Unexpected " + ((Words) node).text() + "]");
    }

    private Points named(String id) {
        Points points = results.get(id);
        if (points == null) {
            throw MonitoringErrors.validation("Error in expression [Unknown identifier " + id + "]");
        }
        return points;
    }

    private Object call(Call call) {
        String function = call.function();
        if (EACH.containsKey(function)) {
            return each(EACH.get(function), argument(call, 0));
        }
        if (ALL.containsKey(function)) {
            return all(ALL.get(function), argument(call, 0));
        }
        return switch (function) {
            case "METRICS" -> List.copyOf(metrics);
            case "METRIC_COUNT" -> (double) series(argument(call, 0)).size();
            case "PERIOD" -> (double) one(call).period();
            case "TIME_SERIES" -> constant((Double) argument(call, 0));
            case "RATE" -> change(one(call), true);
            case "DIFF" -> change(one(call), false);
            case "RUNNING_SUM" -> runningSum(one(call));
            case "FIRST" -> series(argument(call, 0)).get(0);
            case "LAST" ->
                series(argument(call, 0)).get(series(argument(call, 0)).size() - 1);
            case "REMOVE_EMPTY" ->
                series(argument(call, 0)).stream()
                        .filter(points -> !points.values().isEmpty())
                        .toList();
            case "FILL" -> fill(one(call), call.arguments());
            case "IF" -> choose(call);
            default -> throw new Unsupported("cloudwatch: the function " + function + " of metric math");
        };
    }

    private Object argument(Call call, int index) {
        if (call.arguments().size() <= index) {
            throw MonitoringErrors.validation(
                    "Error in expression [" + call.function() + " needs " + (index + 1) + " arguments]");
        }
        return value(call.arguments().get(index));
    }

    private Points one(Call call) {
        return series(argument(call, 0)).get(0);
    }

    private List<Points> series(Object value) {
        if (value instanceof Points points) {
            return List.of(points);
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(Points.class::cast).toList();
        }
        throw MonitoringErrors.validation("Error in expression [A time series is expected]");
    }

    private static Object each(DoubleUnaryOperator operator, Object value) {
        if (value instanceof Double number) {
            return operator.applyAsDouble(number);
        }
        return value instanceof Points points
                ? points.map(operator)
                : ((List<?>) value)
                        .stream().map(item -> ((Points) item).map(operator)).toList();
    }

    /** One number of one series; a series of several. */
    private Object all(ToDoubleFunction<List<Double>> made, Object value) {
        return value instanceof Points points
                ? (Object) made.applyAsDouble(List.copyOf(points.values().values()))
                : Points.across(series(value), made);
    }

    private static Object both(DoubleBinaryOperator operator, Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return operator.applyAsDouble(a, b);
        } else if (left instanceof Points a && right instanceof Points b) {
            return a.with(b, operator);
        } else if (left instanceof List<?> list) {
            return list.stream().map(item -> both(operator, item, right)).toList();
        } else if (right instanceof List<?> list) {
            return list.stream().map(item -> both(operator, left, item)).toList();
        }
        return left instanceof Points a
                ? a.map(value -> operator.applyAsDouble(value, (Double) right))
                : ((Points) right).map(value -> operator.applyAsDouble((Double) left, value));
    }

    private Points constant(double value) {
        NavigableMap<Instant, Double> values = new TreeMap<>();
        for (Instant time = timeline.from(); time.isBefore(timeline.to()); time = time.plusSeconds(timeline.period())) {
            Points.put(values, time, value);
        }
        return new Points(values, timeline.period());
    }

    private static Points change(Points points, boolean bySecond) {
        NavigableMap<Instant, Double> values = new TreeMap<>();
        points.values().forEach((time, value) -> {
            Map.Entry<Instant, Double> before = points.values().lowerEntry(time);
            if (before != null) {
                double seconds =
                        bySecond ? Duration.between(before.getKey(), time).toSeconds() : 1;
                Points.put(values, time, (value - before.getValue()) / seconds);
            }
        });
        return new Points(values, points.period());
    }

    private static Points runningSum(Points points) {
        NavigableMap<Instant, Double> values = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<Instant, Double> each : points.values().entrySet()) {
            sum += each.getValue();
            Points.put(values, each.getKey(), sum);
        }
        return new Points(values, points.period());
    }

    private Points fill(Points points, List<Node> arguments) {
        Node with = arguments.size() > 1 ? arguments.get(1) : new Words("");
        String word = with instanceof Name name ? name.id() : "";
        if (word.equals("LINEAR")) {
            throw new Unsupported("cloudwatch: FILL with LINEAR");
        }
        NavigableMap<Instant, Double> values = new TreeMap<>(points.values());
        Points filling = word.equals("REPEAT") ? null : all(value(with));
        for (Instant time = timeline.from(); time.isBefore(timeline.to()); time = time.plusSeconds(points.period())) {
            if (!values.containsKey(time)) {
                Double fill = filling == null
                        ? before(values, time)
                        : filling.values().get(time);
                if (fill != null) {
                    values.put(time, fill);
                }
            }
        }
        return new Points(values, points.period());
    }

    private static Double before(NavigableMap<Instant, Double> values, Instant time) {
        Map.Entry<Instant, Double> entry = values.lowerEntry(time);
        return entry == null ? null : entry.getValue();
    }

    private Points all(Object value) {
        return value instanceof Double number ? constant(number) : series(value).get(0);
    }

    private Points choose(Call call) {
        Points condition = all(argument(call, 0));
        Points then = all(argument(call, 1));
        Points otherwise = call.arguments().size() > 2 ? all(argument(call, 2)) : null;
        NavigableMap<Instant, Double> values = new TreeMap<>();
        condition.values().forEach((time, holds) -> {
            Points chosen = holds != 0 ? then : otherwise;
            Double value = chosen == null ? null : chosen.values().get(time);
            if (value != null) {
                values.put(time, value);
            }
        });
        return new Points(values, condition.period());
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private static double deviation(List<Double> all) {
        double mean = all.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
        return Math.sqrt(
                all.stream().mapToDouble(d -> (d - mean) * (d - mean)).average().orElse(Double.NaN));
    }
}
