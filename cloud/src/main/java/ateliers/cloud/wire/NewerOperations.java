package ateliers.cloud.wire;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Operations that AWS has and the SDK's classes of this build do not know, since they are newer, older or speak in streams
 * of events. Clients of other versions and languages call them: they are lacking here, and none that AWS would refuse.
 */
final class NewerOperations {
    private static final String FILE = "newer-operations.tsv";
    private static final Pattern LABEL = Pattern.compile("\\{[^}+]+(\\+?)}");

    private NewerOperations() {}

    /**
     * One of them.
     *
     * @param service as the door calls it
     * @param signingName of the service
     * @param uri with labels in braces, as {@code /functions/{FunctionName}}
     */
    record Newer(
            String service,
            String signingName,
            String name,
            String method,
            String uri,
            Pattern path,
            Map<String, List<String>> constants) {

        private static Newer of(String line) {
            String[] columns = line.split("\t", -1);
            String[] uri = columns[4].split("\\?", 2);
            StringBuilder path = new StringBuilder();
            int done = 0;
            for (MatchResult label : LABEL.matcher(uri[0]).results().toList()) {
                path.append(Pattern.quote(uri[0].substring(done, label.start())))
                        .append(label.group(1).isEmpty() ? "[^/]+" : ".+");
                done = label.end();
            }
            String rest = uri[0].substring(done);
            path.append(Pattern.quote(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest))
                    .append("/?");
            return new Newer(
                    columns[0],
                    columns[1],
                    columns[2],
                    columns[3],
                    columns[4],
                    Pattern.compile(path.toString()),
                    uri.length < 2 ? Map.of() : Query.parse(uri[1], false));
        }

        private boolean isFor(WireRequest request) {
            return method.equals(request.method())
                    && path.matcher(request.rawPath()).matches()
                    && constants.entrySet().stream()
                            .allMatch(each -> request.query().containsKey(each.getKey())
                                    && (each.getValue().get(0).isEmpty()
                                            || each.getValue()
                                                    .equals(request.query().get(each.getKey()))));
        }

        private Unsupported lacking() {
            return new Unsupported("the operation " + service + ":" + name);
        }
    }

    static List<Newer> all() {
        return Holder.ALL;
    }

    /** @throws Unsupported where one of the services has the operation of this name */
    static void refuse(List<Api> apis, String name) {
        all().stream()
                .filter(each -> each.name().equals(name) && isOf(each, apis))
                .findFirst()
                .ifPresent(each -> {
                    throw each.lacking();
                });
    }

    /** @throws Unsupported where one of the services has an operation at the request's place */
    static void refuse(List<Api> apis, WireRequest request) {
        all().stream()
                .filter(each -> isOf(each, apis) && each.isFor(request))
                .findFirst()
                .ifPresent(each -> {
                    throw each.lacking();
                });
    }

    private static boolean isOf(Newer operation, List<Api> apis) {
        return apis.stream().anyMatch(api -> api.model().signingName().equals(operation.signingName()));
    }

    private static final class Holder {
        private static final List<Newer> ALL = read();

        private static List<Newer> read() {
            List<Newer> all = new ArrayList<>();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(NewerOperations.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
                lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(Newer::of)
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return List.copyOf(all);
        }
    }
}
