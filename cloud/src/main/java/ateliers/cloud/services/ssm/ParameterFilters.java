package ateliers.cloud.services.ssm;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/**
 * Which parameters are listed: those that pass all filters, each by any of its values.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html">ParameterStringFilter</a>
 */
final class ParameterFilters {
    private static final String PATH_RULE =
            "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash"
                    + " \"/\". It can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). It must use only letters,"
                    + " numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not"
                    + " allowed. All sub-paths, if specified, must use the forward slash symbol \"/\". Valid example:"
                    + " /get/parameters2-/by1./path0_.";
    private static final List<String> TYPES = List.of("String", "StringList", "SecureString");
    private static final List<String> TIERS = List.of("Standard", "Advanced", "Intelligent-Tiering");

    private ParameterFilters() {}

    /** Refuses what no list of parameters takes, and what one by path does not. */
    static void check(List<ParameterStringFilter> filters, boolean byPath) {
        Checks.filters(filters);
        Set<String> seen = new HashSet<>();
        for (ParameterStringFilter filter : filters) {
            checkKey(filter.key(), byPath);
            if (!seen.add(filter.key())) {
                throw SsmErrors.filterKey("The following filter is duplicated in the request: " + filter.key()
                        + ". A request can contain only one occurrence of a specific filter.");
            }
            if (filter.values().isEmpty() && !filter.key().startsWith("tag:")) {
                throw SsmErrors.filterValue(
                        "The following filter values are missing : null for filter key " + filter.key() + ".");
            }
            checkOption(filter);
            checkValues(filter);
        }
    }

    private static void checkKey(String key, boolean byPath) {
        if (byPath && (Set.of("Name", "Path", "Tier", "DataType").contains(key) || key.startsWith("tag:"))) {
            throw SsmErrors.filterKey(
                    "The following filter key is not valid: " + key + ". Valid filter keys include: [Type, KeyId].");
        }
        if (!byPath && key.equals("Label")) {
            throw SsmErrors.filterKey(
                    "The following filter key is not valid: Label. Valid filter keys include: [Path, Name,"
                            + " Type, KeyId, Tier].");
        }
    }

    private static void checkOption(ParameterStringFilter filter) {
        List<String> allowed = switch (filter.key()) {
            case "Path" -> List.of("Recursive", "OneLevel");
            case "Name" -> List.of("BeginsWith", "Contains", "Equals");
            default -> List.of("BeginsWith", "Equals");
        };
        if (filter.option() != null && !allowed.contains(filter.option())) {
            throw SsmErrors.filterOption("The following filter option is not valid: " + filter.option()
                    + ". Valid options include: " + allowed + ".");
        }
    }

    private static void checkValues(ParameterStringFilter filter) {
        for (String value : filter.values()) {
            switch (filter.key()) {
                case "Path" -> checkPath(value);
                case "Type" -> checkValue(value, TYPES);
                case "Tier" -> checkValue(value, TIERS);
                default -> {}
            }
        }
    }

    private static void checkValue(String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw SsmErrors.filterOption(
                    "The following filter value is not valid: " + value + ". Valid values include: " + allowed + ".");
        }
    }

    /** Refuses what is no path of parameters of one's own. */
    static void checkPath(String path) {
        String low = path.toLowerCase(Locale.ROOT);
        if (low.startsWith("/aws") || low.startsWith("/ssm")) {
            throw SsmErrors.validation(
                    "Filters for common parameters can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). When using"
                            + " global parameters, please specify within a global namespace.");
        }
        checkForm(path);
    }

    /** Refuses what is no path at all. */
    static void checkForm(String path) {
        if (!path.matches("/|(/[A-Za-z0-9_.-]+)+/?")) {
            throw SsmErrors.validation(PATH_RULE);
        }
    }

    /** Whether a parameter lies below a path. */
    static boolean below(String path, String name, boolean recursive) {
        String from = path.endsWith("/") ? path : path + "/";
        String full = ParameterName.path(name);
        return full.startsWith(from) && (recursive || full.indexOf('/', from.length()) < 0);
    }

    static boolean pass(StoredParameter parameter, List<ParameterStringFilter> filters) {
        return filters.stream().allMatch(filter -> passes(parameter, filter));
    }

    private static boolean passes(StoredParameter parameter, ParameterStringFilter filter) {
        ParameterVersion latest = parameter.latest();
        String key = filter.key();
        return switch (key) {
            case "Path" ->
                filter.values().stream()
                        .anyMatch(path -> below(path, parameter.name, "Recursive".equals(filter.option())));
            case "Name" ->
                "Contains".equals(filter.option())
                        ? filter.values().stream().anyMatch(parameter.name::contains)
                        : any(filter, ParameterName.path(parameter.name), ParameterName::path);
            case "Type" -> any(filter, latest.type().toString());
            case "Tier" -> any(filter, latest.tier().toString());
            case "DataType" -> any(filter, latest.dataType());
            case "KeyId" -> latest.isSecure() && any(filter, latest.keyId());
            case "Label" -> filter.values().stream().anyMatch(parameter.labels::containsKey);
            default -> {
                String value = parameter.tags.get(key.substring("tag:".length()));
                yield value != null && (filter.values().isEmpty() || any(filter, value));
            }
        };
    }

    private static boolean any(ParameterStringFilter filter, String value) {
        return any(filter, value, wanted -> wanted);
    }

    private static boolean any(ParameterStringFilter filter, String value, UnaryOperator<String> form) {
        BiPredicate<String, String> test = "BeginsWith".equals(filter.option()) ? String::startsWith : String::equals;
        return filter.values().stream().anyMatch(wanted -> test.test(value, form.apply(wanted)));
    }
}
