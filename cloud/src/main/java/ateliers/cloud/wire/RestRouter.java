package ateliers.cloud.wire;

import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.sdk.SdkOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * Finds the operation of a REST service by method, path, query and headers: of those whose template fits, the one with
 * the most constants and required parameters. So {@code PUT /key?partNumber=1&uploadId=u} is UploadPart, not PutObject.
 */
final class RestRouter {
    private final Map<String, List<Template>> byMethod = new HashMap<>();
    private final boolean ownLayer;

    /** An operation and the labels its path holds, still percent-encoded. */
    record Match(SdkOperation operation, Map<String, String> labels) {}

    private record Template(SdkOperation operation, List<String> segments, Map<String, String> constants) {
        static Template of(SdkOperation operation, String uri) {
            int question = uri.indexOf('?');
            String path = question < 0 ? uri : uri.substring(0, question);
            Map<String, String> constants = new HashMap<>();
            if (question >= 0) {
                Query.parse(uri.substring(question + 1), false).forEach((n, v) -> constants.put(n, v.get(0)));
            }
            List<String> segments = split(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
            return new Template(operation, segments, constants);
        }

        Optional<Map<String, String>> labels(List<String> path) {
            Map<String, String> labels = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String segment = segments.get(i);
                if (segment.endsWith("+}")) {
                    labels.put(
                            segment.substring(1, segment.length() - 2), String.join("/", path.subList(i, path.size())));
                    return path.size() > i ? Optional.of(labels) : Optional.empty();
                }
                if (i >= path.size()) {
                    return Optional.empty();
                }
                if (segment.startsWith("{")) {
                    labels.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return path.size() == segments.size() ? Optional.of(labels) : Optional.empty();
        }

        boolean constantsFit(Map<String, List<String>> query) {
            return constants.entrySet().stream()
                    .allMatch(c -> query.containsKey(c.getKey())
                            && (c.getValue().isEmpty() || query.get(c.getKey()).contains(c.getValue())));
        }

        /** How many required parameters and headers it has, or -1 when the request lacks one of them. */
        int required(WireRequest request) {
            int count = 0;
            for (SdkField<?> field : operation.newRequest().sdkFields()) {
                if (field.containsTrait(RequiredTrait.class)) {
                    boolean parameter = field.location() == MarshallLocation.QUERY_PARAM;
                    boolean header = field.location() == MarshallLocation.HEADER;
                    if (parameter && !request.query().containsKey(field.locationName())
                            || header && request.header(field.locationName()).isEmpty()) {
                        return -1;
                    }
                    count += parameter || header ? 1 : 0;
                }
            }
            return count;
        }

        int constantSegments() {
            return (int) segments.stream().filter(s -> !s.startsWith("{")).count();
        }
    }

    private RestRouter(boolean ownLayer) {
        this.ownLayer = ownLayer;
    }

    static RestRouter of(Api api) {
        RestRouter router = new RestRouter(api.rest().isPresent());
        api.model().operations().forEach(operation -> router.add(api, operation));
        return router;
    }

    private void add(Api api, SdkOperation operation) {
        Optional<String> uri = api.rest().isPresent()
                ? api.rest().get().template(operation)
                : Optional.of(operation.binding().uri());
        uri.map(template -> Template.of(operation, template))
                .ifPresent(byMethod.computeIfAbsent(operation.binding().method(), m -> new ArrayList<>())::add);
    }

    /** The operation a request is for. */
    Optional<Match> find(WireRequest request) {
        List<String> path = split(request.rawPath());
        if (path.size() > 1 && path.get(path.size() - 1).isEmpty() && (!ownLayer || path.size() == 2)) {
            path = path.subList(0, path.size() - 1);
        }
        Match best = null;
        int bestScore = -1;
        for (Template template : byMethod.getOrDefault(request.method(), List.of())) {
            Optional<Map<String, String>> labels = template.labels(path);
            if (labels.isPresent() && template.constantsFit(request.query())) {
                int required = ownLayer ? template.required(request) : 0;
                int score =
                        required < 0 ? -1 : required + 2 * (template.constants().size() + template.constantSegments());
                if (score > bestScore) {
                    best = new Match(template.operation(), labels.get());
                    bestScore = score;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** A path's segments. A slash at the end means nothing, but in what a REST layer of its own has behind a first segment. */
    private static List<String> split(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }
}
