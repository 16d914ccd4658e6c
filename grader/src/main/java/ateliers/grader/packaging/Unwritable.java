package ateliers.grader.packaging;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A character in an Output that CloudFormation's answers, which are XML 1.0, cannot hold: no SDK reads them then.
 *
 * @param output the name of the Output
 * @param line on which it is, from 1
 * @param character its code point
 * @see <a href="https://www.w3.org/TR/xml/#charsets">Characters of XML 1.0</a>
 */
record Unwritable(String output, int line, int character) {

    /** The first one of a template. */
    static Optional<Unwritable> in(Template template) {
        return template.section("Outputs").stream()
                .flatMap(outputs -> outputs.getValue().stream())
                .flatMap(output -> scalars(output.getValueNode())
                        .flatMap(scalar -> first(scalar.getValue()).stream()
                                .mapToObj(found -> new Unwritable(name(output), template.line(scalar), found))))
                .findFirst();
    }

    private static String name(NodeTuple output) {
        return output.getKeyNode() instanceof ScalarNode key ? key.getValue() : "sans nom";
    }

    private static Stream<ScalarNode> scalars(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Stream.of(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().flatMap(Unwritable::scalars);
        }
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream().flatMap(each -> scalars(each.getValueNode()))
                : Stream.empty();
    }

    private static OptionalInt first(String text) {
        return text.codePoints()
                .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF)
                .findFirst();
    }

    Refused refusal() {
        return new Refused(
                "La sortie %s contient un caractère de commande (template.yaml, ligne %d).".formatted(output, line),
                "des caractères que l'on peut écrire en XML, dans lequel CloudFormation répond",
                "le caractère U+%04X".formatted(character),
                "à la ligne %d de template.yaml, retire ce caractère de la sortie %s.".formatted(line, output));
    }
}
