package ateliers.cloud.executeapi;

import ateliers.cloud.http.Query;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Paths such as {@code /orders/{id}} and {@code /files/{proxy+}}, compiled once. Of those that fit a request the most
 * specific wins: constant before parameter before greedy parameter, segment by segment.
 *
 * @param <T> what lies at a path; several versions of it may, as the methods of a resource
 */
public final class PathTree<T> {
    private final Node<T> root = new Node<>();

    /**
     * What a path leads to.
     *
     * @param parameters by name; still percent-encoded
     */
    public record Match<T>(T value, Map<String, String> parameters) {}

    private static final class Node<T> {
        final Map<String, Node<T>> constants = new HashMap<>();
        final Map<String, Node<T>> parameters = new LinkedHashMap<>();
        String greedyName;
        T greedy;
        T value;
    }

    /** Adds a path; one that is there already is replaced. */
    public void add(String path, T value) {
        Node<T> node = root;
        for (String segment : split(path)) {
            if (segment.endsWith("+}")) {
                node.greedyName = segment.substring(1, segment.length() - 2);
                node.greedy = value;
                return;
            }
            node = segment.startsWith("{")
                    ? node.parameters.computeIfAbsent(segment.substring(1, segment.length() - 1), n -> new Node<>())
                    : node.constants.computeIfAbsent(segment, n -> new Node<>());
        }
        node.value = value;
    }

    /**
     * Finds what a request's path leads to; null when nothing does.
     *
     * @param rawPath percent-encoded, beginning with a slash
     */
    public Match<T> find(String rawPath) {
        return find(rawPath, any -> true);
    }

    /** Finds, among what is wanted, what a request's path leads to; null when nothing does. */
    public Match<T> find(String rawPath, Predicate<T> wanted) {
        Map<String, String> parameters = new LinkedHashMap<>();
        T found = find(root, split(rawPath), 0, parameters, wanted);
        return found == null ? null : new Match<>(found, parameters);
    }

    private static <T> T find(
            Node<T> node, List<String> path, int at, Map<String, String> parameters, Predicate<T> wanted) {
        if (at == path.size()) {
            return node.value != null && wanted.test(node.value) ? node.value : null;
        }
        String segment = path.get(at);
        Node<T> constant = node.constants.get(segment);
        if (constant == null && segment.indexOf('%') >= 0) {
            constant = node.constants.get(Query.decode(segment, false));
        }
        if (constant != null) {
            T found = find(constant, path, at + 1, parameters, wanted);
            if (found != null) {
                return found;
            }
        }
        if (!segment.isEmpty()) {
            for (Map.Entry<String, Node<T>> each : node.parameters.entrySet()) {
                parameters.put(each.getKey(), segment);
                T found = find(each.getValue(), path, at + 1, parameters, wanted);
                if (found != null) {
                    return found;
                }
                parameters.remove(each.getKey());
            }
        }
        boolean nothingLeft = segment.isEmpty() && at == path.size() - 1;
        if (node.greedy != null && !nothingLeft && wanted.test(node.greedy)) {
            parameters.put(node.greedyName, String.join("/", path.subList(at, path.size())));
            return node.greedy;
        }
        return null;
    }

    private static List<String> split(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }
}
