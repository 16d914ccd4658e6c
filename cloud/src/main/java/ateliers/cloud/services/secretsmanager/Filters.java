package ateliers.cloud.services.secretsmanager;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;

/**
 * Which secrets are listed. A secret passes all filters, and one by any of its values; {@code !} before a value keeps out
 * what it matches.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_search-secret.html">Find secrets</a>
 */
final class Filters {
    private static final int MOST_VALUES = 10;

    private Filters() {}

    static void check(List<Filter> filters) {
        for (int at = 0; at < filters.size(); at++) {
            Filter filter = filters.get(at);
            Checks.constraints()
                    .oneOf(
                            "filters." + (at + 1) + ".member.key",
                            filter.keyAsString(),
                            Stream.of(FilterNameStringType.knownValues().toArray())
                                    .map(Object::toString)
                                    .sorted()
                                    .toList())
                    .length("filters", filters, filters.size(), 0, MOST_VALUES)
                    .length(
                            "filters." + (at + 1) + ".member.values",
                            filter.values(),
                            filter.values().size(),
                            0,
                            MOST_VALUES)
                    .require();
            if (filter.keyAsString() == null) {
                throw SecretsManagerErrors.parameter("Invalid filter key");
            }
            if (filter.values().isEmpty()) {
                throw SecretsManagerErrors.parameter("Invalid filter values for key: " + filter.keyAsString());
            }
        }
    }

    static boolean pass(Secret secret, List<Filter> filters) {
        return filters.stream().allMatch(filter -> passes(secret, filter));
    }

    private static boolean passes(Secret secret, Filter filter) {
        List<String> wanted =
                filter.values().stream().filter(value -> !value.startsWith("!")).toList();
        boolean kept = wanted.isEmpty() || wanted.stream().anyMatch(value -> matches(secret, filter.key(), value));
        return kept
                && filter.values().stream()
                        .filter(value -> value.startsWith("!"))
                        .noneMatch(value -> matches(secret, filter.key(), value.substring(1)));
    }

    private static boolean matches(Secret secret, FilterNameStringType key, String value) {
        Map<String, String> tags = secret.tags.orElse(Map.of());
        return switch (key) {
            case NAME -> secret.name.startsWith(value);
            case DESCRIPTION -> words(value, Stream.ofNullable(secret.description));
            case TAG_KEY -> tags.keySet().stream().anyMatch(each -> each.startsWith(value));
            case TAG_VALUE -> tags.values().stream().anyMatch(each -> each.startsWith(value));
            case ALL ->
                words(
                        value,
                        Stream.concat(
                                Stream.of(secret.name),
                                Stream.concat(
                                        Stream.ofNullable(secret.description),
                                        tags.entrySet().stream()
                                                .flatMap(each -> Stream.of(each.getKey(), each.getValue())))));
            // Secrets are neither replicas nor another service's here.
            default -> false;
        };
    }

    /** Whether each word of a value begins a word of the texts, in capitals or not. */
    private static boolean words(String value, Stream<String> texts) {
        List<String> there = texts.flatMap(text -> Stream.of(split(text))).toList();
        return Stream.of(split(value)).allMatch(word -> there.stream().anyMatch(each -> each.startsWith(word)));
    }

    private static String[] split(String text) {
        return text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
    }
}
