package ateliers.cloud.policy;

import java.util.List;
import java.util.Map;

/**
 * A valid policy document, compiled. Keep it: parsing costs far more than deciding.
 */
public final class Policy {
    private final String document;
    private final List<Statement> statements;

    Policy(String document, List<Statement> statements) {
        this.document = document;
        this.statements = List.copyOf(statements);
    }

    /**
     * Parses and checks a document.
     *
     * @param document JSON text
     * @param kind where it will be used
     * @throws MalformedPolicyException with AWS's words for what is wrong
     */
    public static Policy parse(String document, PolicyKind kind) {
        return PolicyParser.parse(document, kind);
    }

    /** The text it was parsed from. */
    public String document() {
        return document;
    }

    /**
     * The principals it names, type and value ("AWS" or "Service" or "Federated" or "CanonicalUser"), without wildcards:
     * AWS refuses documents that name principals which do not exist.
     */
    public List<Map.Entry<String, String>> principals() {
        return statements.stream()
                .flatMap(statement -> statement.principals().stream())
                .flatMap(principals -> principals.named().stream())
                .distinct()
                .toList();
    }

    /** Names of the condition keys it uses, as written. */
    public List<String> conditionKeys() {
        return statements.stream()
                .flatMap(statement -> statement.conditions().stream())
                .map(Condition::key)
                .distinct()
                .toList();
    }

    List<Statement> statements() {
        return statements;
    }
}
