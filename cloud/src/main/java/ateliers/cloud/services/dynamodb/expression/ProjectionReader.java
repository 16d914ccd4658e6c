package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.expression.Findings.Sort;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads projection expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html">
 *     Projection expressions</a>
 */
public final class ProjectionReader {
    private ProjectionReader() {}

    /** Reads an expression. */
    public static Projection read(String text, Placeholders placeholders) {
        Terms terms = new Terms("ProjectionExpression", text, placeholders);
        List<Path> paths = new ArrayList<>();
        do {
            Path path = terms.path();
            for (Path other : paths) {
                Paths.relate(other, path)
                        .ifPresent(relation -> terms.findings.add(relation.sort(), relation.message(other, path)));
            }
            paths.add(path);
        } while (terms.tokens.pass(","));
        terms.tokens.requireEnd();
        terms.findings.report(terms.tokens, Sort.RESERVED, Sort.UNDEFINED, Sort.OVERLAP, Sort.CONFLICT);
        return new Projection(List.copyOf(paths));
    }
}
