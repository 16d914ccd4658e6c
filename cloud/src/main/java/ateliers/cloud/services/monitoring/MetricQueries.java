package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/** Works out queries that belong together: statistics of metrics, and math over them. */
final class MetricQueries {
    private static final String ID = "[a-z][a-zA-Z0-9_]*";
    private static final int DEFAULT_PERIOD = 60;

    private final Metrics metrics;

    MetricQueries(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Refuses queries that cannot be worked out. */
    static void check(List<MetricDataQuery> queries, String member) {
        Map<String, MetricDataQuery> byId = new HashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            MetricDataQuery query = queries.get(i);
            String here = member + ".member." + (i + 1);
            if (query.id() == null || !query.id().matches(ID)) {
                throw MonitoringErrors.validation("The value " + query.id() + " for parameter " + here
                        + ".Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
            }
            if (byId.put(query.id(), query) != null) {
                throw MonitoringErrors.validation("The values for parameter Id in parameter " + member
                        + " are not unique. Id " + query.id() + " is duplicated.");
            }
            if ((query.expression() == null) == (query.metricStat() == null)) {
                throw MonitoringErrors.validation("The parameters " + here + ".Expression and " + here
                        + ".MetricStat are mutually exclusive and you must specify one of them.");
            }
            if (query.accountId() != null) {
                throw new Unsupported("cloudwatch: metrics of other accounts");
            }
            if (query.metricStat() != null) {
                check(query.metricStat(), here + ".MetricStat");
            }
        }
        queries.stream()
                .filter(query -> query.expression() != null)
                .forEach(query -> checkNames(query, byId, new ArrayList<>()));
    }

    private static void check(MetricStat stat, String member) {
        if (stat.stat() == null) {
            throw MonitoringErrors.missing(member + ".Stat");
        }
        Stat.of(stat.stat());
        if (stat.period() == null) {
            throw MonitoringErrors.missing(member + ".Period");
        }
        Checks.period(member + ".Period", stat.period());
        if (stat.metric() == null
                || stat.metric().metricName() == null
                || stat.metric().namespace() == null) {
            throw MonitoringErrors.missing(member + ".Metric");
        }
    }

    private static void checkNames(MetricDataQuery query, Map<String, MetricDataQuery> byId, List<String> above) {
        if (above.contains(query.id())) {
            throw MonitoringErrors.validation(
                    "Error in expression '" + query.id() + "' [Circular reference: " + above + "]");
        }
        above.add(query.id());
        for (String name : MathExpression.of(query.expression()).names()) {
            MetricDataQuery used = byId.get(name);
            if (used == null) {
                throw MonitoringErrors.validation(
                        "Error in expression '" + query.id() + "' [Undefined variable " + name + "]");
            }
            if (used.expression() != null) {
                checkNames(used, byId, above);
            }
        }
        above.remove(query.id());
    }

    static MetricStatistic statistic(MetricStat stat) {
        return new MetricStatistic(metric(stat), Stat.of(stat.stat()), Optional.ofNullable(stat.unitAsString()));
    }

    private static Metric metric(MetricStat stat) {
        return MetricStatistic.metric(
                stat.metric().namespace(),
                stat.metric().metricName(),
                stat.metric().dimensions());
    }

    /**
     * The period of the finest query that counts: an expression has the longest of those it uses.
     *
     * @return seconds
     */
    static int period(List<MetricDataQuery> queries) {
        return queries.stream()
                .map(MetricQueries::ownPeriod)
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(DEFAULT_PERIOD);
    }

    private static Optional<Integer> ownPeriod(MetricDataQuery query) {
        return Optional.ofNullable(
                query.metricStat() == null ? query.period() : query.metricStat().period());
    }

    /**
     * The results of all queries between two times, in their order.
     *
     * @param now to tell what is still kept so finely
     */
    Map<String, Points> between(List<MetricDataQuery> queries, Instant from, Instant to, Instant now) {
        Map<String, Points> found = new LinkedHashMap<>();
        for (MetricDataQuery query : queries) {
            if (query.metricStat() != null) {
                int period = query.metricStat().period();
                found.put(
                        query.id(),
                        Timeline.of(from, to, period, now)
                                .map(timeline -> timeline.of(metrics, statistic(query.metricStat())))
                                .orElseGet(() -> new Points(new TreeMap<>(), period)));
            }
        }
        List<Points> measured = List.copyOf(found.values());
        Map<String, MetricDataQuery> byId = new HashMap<>();
        queries.forEach(query -> byId.put(query.id(), query));
        Timeline timeline =
                Timeline.of(from, to, period(queries), now).orElseGet(() -> new Timeline(to, to, DEFAULT_PERIOD));
        Map<String, Points> ordered = new LinkedHashMap<>();
        for (MetricDataQuery query : queries) {
            ordered.put(query.id(), result(query, byId, found, measured, timeline));
        }
        return ordered;
    }

    private Points result(
            MetricDataQuery query,
            Map<String, MetricDataQuery> byId,
            Map<String, Points> found,
            List<Points> measured,
            Timeline timeline) {
        Points known = found.get(query.id());
        if (known != null) {
            return known;
        }
        MathExpression expression = MathExpression.of(query.expression());
        for (String name : expression.names()) {
            result(byId.get(name), byId, found, measured, timeline);
        }
        Points made = new MetricMath(found, measured, timeline).of(expression);
        found.put(query.id(), made);
        return made;
    }
}
