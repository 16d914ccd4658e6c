package ateliers.cloud.door;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What becomes of the members of requests that a service's code does not read by their getters. Nothing is silently
 * ignored: a test finds the members that are neither read nor here. The door refuses what is lacking, and tells the
 * journal of what is inert.
 *
 * <p>An operation is AWS's name, or {@value #EVERY} for each that has the member. A member is AWS's name, or a path of
 * names through structures, lists and maps, as {@code Rules.Destination}.
 */
public final class Members {
    /** Stands for every operation that has the member. */
    public static final String EVERY = "*";

    private final List<Declared> declared = new ArrayList<>();
    private final Map<String, List<Declared>> watched = new ConcurrentHashMap<>();

    /** What becomes of a member. */
    enum Kind {
        LACKING,
        INERT,
        ELSEWHERE
    }

    /** One line of the declarations. */
    record Declared(Kind kind, String operation, String path) {
        boolean isOf(String asked) {
            return operation.equals(EVERY) || operation.equals(asked);
        }
    }

    /** What AWS has and this cloud lacks: a request that asks for it is {@link Unsupported}. */
    public Members lacking(String operation, Collection<String> members) {
        return add(Kind.LACKING, operation, members);
    }

    /** The same. */
    public Members lacking(String operation, String... members) {
        return lacking(operation, List.of(members));
    }

    /** What AWS takes and what would change nothing that can be seen here: the journal tells when it is given. */
    public Members inert(String operation, String... members) {
        return add(Kind.INERT, operation, List.of(members));
    }

    /** What takes effect without its getter: by its name, as a condition key, by a copy that shows it, on the wire. */
    public Members elsewhere(String operation, Collection<String> members) {
        return add(Kind.ELSEWHERE, operation, members);
    }

    /** The same. */
    public Members elsewhere(String operation, String... members) {
        return elsewhere(operation, List.of(members));
    }

    private Members add(Kind kind, String operation, Collection<String> members) {
        members.forEach(member -> declared.add(new Declared(kind, operation, member)));
        return this;
    }

    List<Declared> declared() {
        return List.copyOf(declared);
    }

    /** Refuses what a request asks for that is lacking, and tells of what is inert. */
    void check(String service, String operation, SdkPojo request, Consumer<String> inert) {
        for (Declared each : watched.computeIfAbsent(operation, name -> watched(name, request))) {
            if (!isGiven(request, each.path())) {
                continue;
            }
            if (each.kind() == Kind.LACKING) {
                throw new Unsupported("the parameter " + each.path() + " of " + service + ":" + operation);
            }
            inert.accept(each.path());
        }
    }

    private List<Declared> watched(String operation, SdkPojo request) {
        return declared.stream()
                .filter(each -> each.kind() != Kind.ELSEWHERE && each.isOf(operation))
                .filter(each -> field(request, first(each.path())).isPresent())
                .toList();
    }

    /** Whether a value, or what a path leads to from it, asks for something: false and what is empty do not. */
    private static boolean isGiven(Object value, String path) {
        if (value instanceof Collection<?> items) {
            return items.stream().anyMatch(item -> isGiven(item, path));
        }
        if (value instanceof Map<?, ?> map) {
            return isGiven(map.values(), path);
        }
        if (!(value instanceof SdkPojo pojo)) {
            return path.isEmpty() && value != null && !Boolean.FALSE.equals(value) && !"".equals(value);
        }
        Stream<SdkField<?>> fields = path.isEmpty() ? pojo.sdkFields().stream() : field(pojo, first(path)).stream();
        return fields.anyMatch(field -> isGiven(field.getValueOrDefault(pojo), rest(path)));
    }

    private static Optional<SdkField<?>> field(SdkPojo pojo, String name) {
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.memberName().equals(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static String first(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private static String rest(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(dot + 1);
    }
}
