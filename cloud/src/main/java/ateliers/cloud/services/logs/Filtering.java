package ateliers.cloud.services.logs;

import java.util.function.Predicate;

/**
 * A filter of a log group, with its pattern read: events come often, filters seldom.
 *
 * @param filter as it is described
 * @param pattern which messages pass
 */
record Filtering<F>(F filter, Predicate<String> pattern) {}
