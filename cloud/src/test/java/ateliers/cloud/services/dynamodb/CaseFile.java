package ateliers.cloud.services.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Cases of {@code src/test/resources/dynamodb/*.yaml}. A file is a list of groups; a group's entries hold for each of its
 * cases, whose own entries go before them. In both:
 *
 * <ul>
 *   <li>{@code source}: a key of {@code sources.yaml}, where the expectation is taken from
 *   <li>{@code table}: the shape of the case's own table, a key of {@code tables.yaml}; {@code given}: its items
 *   <li>{@code before}: calls that must succeed first; {@code call} and {@code with}: the operation and its parameters,
 *       those of the group and of the case together; {@code as}: a policy, for a caller who has no other
 *   <li>{@code error}: code and words, the group's followed by the case's, a
 *       pattern after {@code ~}; {@code answer}: what the answer must have;
 *       {@code absent}: members it must not have; {@code after}: the items then in the table
 * </ul>
 */
public record CaseFile(String name, Map<String, Object> entries) {
    private static final String FOLDER = "/dynamodb/";
    private static final List<String> FILES = List.of(
            "values",
            "conditions",
            "updates",
            "projections",
            "queries",
            "scans",
            "batches",
            "transactions",
            "legacy",
            "tables",
            "streams",
            "access");

    @Override
    public String toString() {
        return name;
    }

    String text(String entry) {
        return (String) entries.get(entry);
    }

    @SuppressWarnings("unchecked")
    List<Object> list(String entry) {
        return (List<Object>) entries.getOrDefault(entry, List.of());
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String entry) {
        return (Map<String, Object>) entries.getOrDefault(entry, Map.of());
    }

    public static Stream<CaseFile> all() {
        return FILES.stream().flatMap(file -> groups(file).stream().flatMap(group -> cases(file, group)));
    }

    /** A file with one map, such as the sources. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> table(String file) {
        return (Map<String, Object>) load(file);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> groups(String file) {
        return (List<Map<String, Object>>) load(file);
    }

    @SuppressWarnings("unchecked")
    private static Stream<CaseFile> cases(String file, Map<String, Object> group) {
        Map<String, Object> cases = (Map<String, Object>) group.get("cases");
        return cases.entrySet().stream()
                .map(each -> new CaseFile(
                        file + ": " + group.get("group") + ": " + each.getKey(),
                        merged(group, (Map<String, Object>) each.getValue())));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> group, Map<String, Object> own) {
        Map<String, Object> all = new LinkedHashMap<>(group);
        all.remove("cases");
        all.putAll(own);
        if (group.containsKey("with") && own.containsKey("with")) {
            Map<String, Object> with = new LinkedHashMap<>((Map<String, Object>) group.get("with"));
            with.putAll((Map<String, Object>) own.get("with"));
            all.put("with", with);
        }
        if (!own.containsKey("error") && (own.containsKey("answer") || own.containsKey("after"))) {
            all.remove("error");
        } else if (group.containsKey("error") && own.containsKey("error")) {
            all.put("error", error((String) group.get("error"), (String) own.get("error")));
        }
        return all;
    }

    /** A pattern may follow plain words. */
    private static String error(String group, String own) {
        return own.startsWith("~") && !own.contains("Exception")
                ? "~" + Pattern.quote(group) + own.substring(1)
                : own.startsWith("~") || own.contains("Exception:") ? own : group + own;
    }

    private static Object load(String file) {
        try (InputStream yaml = CaseFile.class.getResourceAsStream(FOLDER + file + ".yaml")) {
            List<Object> documents = new ArrayList<>();
            new Load(LoadSettings.builder()
                            .setLabel(file)
                            .setAllowDuplicateKeys(false)
                            .build())
                    .loadAllFromInputStream(yaml)
                    .forEach(documents::add);
            return documents.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
