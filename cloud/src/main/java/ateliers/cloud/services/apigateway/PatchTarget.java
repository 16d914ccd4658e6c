package ateliers.cloud.services.apigateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * What a patch operation is about.
 *
 * @param property as {@code /operationName}, or {@code /requestModels/} for what is in a map
 * @param key in the map, unescaped; empty for other properties
 */
record PatchTarget(PatchOperation patch, String property, String key) {
    /** The kinds of operation on an entry of a map. */
    static final Set<Op> ENTRY = Set.of(Op.ADD, Op.REMOVE, Op.REPLACE);

    /** The kind of operation on anything else. */
    static final Set<Op> VALUE = Set.of(Op.REPLACE);

    private static final List<Op> IN_ORDER = List.of(Op.ADD, Op.REMOVE, Op.REPLACE);

    /**
     * Finds what a patch is about.
     *
     * @param supported the operations by property; one that ends in a slash is a map
     */
    static PatchTarget of(PatchOperation patch, Map<String, Set<Op>> supported) {
        PatchTarget target = find(patch, supported);
        Set<Op> operations = supported.get(target.property);
        if (!operations.contains(patch.op())) {
            List<String> names = IN_ORDER.stream()
                    .filter(operations::contains)
                    .map(Op::toString)
                    .toList();
            throw ApiErrors.bad("Invalid patch operation specified. Must be one of: " + names);
        }
        return target;
    }

    /** The same for gateway responses, where an operation that is not supported makes the path a wrong one. */
    static PatchTarget ofGatewayResponse(PatchOperation patch, Map<String, Set<Op>> supported) {
        PatchTarget target = find(patch, supported);
        if (!supported.get(target.property).contains(patch.op())) {
            throw invalid(patch);
        }
        return target;
    }

    private static PatchTarget find(PatchOperation patch, Map<String, Set<Op>> supported) {
        String path = String.valueOf(patch.path());
        int slash = path.indexOf('/', 1);
        if (slash < 0 && supported.containsKey(path)) {
            return new PatchTarget(patch, path, "");
        }
        String map = slash < 0 ? "" : path.substring(0, slash + 1);
        String key = path.substring(slash + 1);
        if (!supported.containsKey(map) || key.isEmpty() || key.indexOf('/') >= 0) {
            throw invalid(patch);
        }
        return new PatchTarget(patch, map, unescaped(key));
    }

    private static RuntimeException invalid(PatchOperation patch) {
        return ApiErrors.bad("Invalid patch path " + patch.path());
    }

    /**
     * For resources, models and other parts, where AWS lists the paths when none fits.
     *
     * @param paths that may be replaced; nothing else may be done
     */
    static void replaceOnly(PatchOperation patch, String... paths) {
        String start = "Invalid patch path  '" + patch.path() + "' specified for op '" + patch.opAsString() + "'. ";
        if (patch.op() != Op.REPLACE) {
            throw ApiErrors.bad(start + "Please choose supported operations");
        }
        if (!Arrays.asList(paths).contains(patch.path())) {
            throw ApiErrors.bad(start + "Must be one of: " + List.of(paths));
        }
    }

    /** The kinds of operation that there are not. */
    static List<String> violations(String input, List<PatchOperation> patches) {
        List<String> violations = new ArrayList<>();
        for (int i = 0; i < patches.size(); i++) {
            if (patches.get(i).op() == Op.UNKNOWN_TO_SDK_VERSION) {
                violations.add(
                        "Value '" + patches.get(i).opAsString() + "' at '" + input + ".patchOperations." + (i + 1)
                                + ".member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove,"
                                + " move, test, replace, copy]");
            }
        }
        return violations;
    }

    /**
     * The map with the entry added, replaced or removed.
     *
     * @param value of an entry, from the patch's text
     * @param missing what is said when there is no such entry
     */
    <T> Map<String, T> edit(Map<String, T> before, Function<String, T> value, String missing) {
        Map<String, T> after = new LinkedHashMap<>(before);
        if (patch.op() != Op.ADD && !before.containsKey(key)) {
            throw ApiErrors.notFound(missing);
        }
        if (patch.op() == Op.REMOVE) {
            after.remove(key);
        } else {
            after.put(key, value.apply(patch.value()));
        }
        return after;
    }

    /** The patch's text; null when it is empty, which unsets. */
    String valueOrNull() {
        return patch.value() == null || patch.value().isEmpty() ? null : patch.value();
    }

    /** A part of a JSON pointer. */
    static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }
}
