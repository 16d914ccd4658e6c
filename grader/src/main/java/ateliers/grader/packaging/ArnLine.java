package ateliers.grader.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where the policies of a template, as its author wrote it, name a resource. */
public final class ArnLine {
    private static final Set<String> ELEMENTS = Set.of("Resource", "NotResource");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    private ArnLine() {}

    /**
     * The first line, from 1, on which a policy names a resource by this ARN, variables of {@code !Sub} standing for anything: in this
     * role, policy or function, or else anywhere.
     *
     * @param owner a logical id; SAM calls a function's role as the function, with {@code Role} behind
     */
    public static OptionalInt of(Template template, String owner, String arn) {
        List<Node> places = new ArrayList<>();
        Stream.of(owner, owner.replaceFirst("Role$", ""))
                .flatMap(id -> template.resource(id).stream())
                .forEach(places::add);
        template.section("Resources").ifPresent(places::add);
        return places.stream()
                .flatMap(place -> named(place, false))
                .filter(scalar -> stands(scalar.getValue(), arn))
                .mapToInt(template::line)
                .findFirst();
    }

    /** The texts of policies' {@code Resource}, in the order of writing. */
    private static Stream<ScalarNode> named(Node node, boolean inside) {
        if (node instanceof ScalarNode scalar) {
            return inside ? Stream.of(scalar) : Stream.empty();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().flatMap(each -> named(each, inside));
        }
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream().flatMap(each -> named(each.getValueNode(), inside || isElement(each)))
                : Stream.empty();
    }

    private static boolean isElement(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key && ELEMENTS.contains(key.getValue());
    }

    private static boolean stands(String written, String arn) {
        String pattern =
                Stream.of(VARIABLE.split(written, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches(pattern, arn);
    }
}
