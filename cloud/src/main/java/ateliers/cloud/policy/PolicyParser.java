package ateliers.cloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From JSON text to a compiled policy: syntax, then the rules of the place, then compilation. */
final class PolicyParser {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PolicyParser() {}

    static Policy parse(String document, PolicyKind kind) {
        JsonNode root = read(document, kind);
        if (kind == PolicyKind.RESOURCE) {
            ResourcePolicyRules.check(root);
        } else {
            IamPolicyRules.check(root, kind);
        }
        boolean variables = "2012-10-17".equals(root.path("Version").asText());
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : statements(root)) {
            statements.add(compile(statement, variables));
        }
        return new Policy(document, statements);
    }

    private static JsonNode read(String document, PolicyKind kind) {
        try {
            JsonNode root = JSON.readTree(document);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            // Falls through to the same refusal: AWS does not tell the place either.
        }
        throw new MalformedPolicyException(
                switch (kind) {
                    case RESOURCE -> ResourcePolicyRules.NOT_JSON;
                    case TRUST -> "This policy contains invalid Json";
                    default -> IamPolicyRules.SYNTAX;
                });
    }

    /** The statements, whether written as a list or as a lone object. */
    static List<JsonNode> statements(JsonNode root) {
        JsonNode node = root.path("Statement");
        List<JsonNode> statements = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(statements::add);
        } else if (!node.isMissingNode()) {
            statements.add(node);
        }
        return statements;
    }

    /** The strings of an element, whether written as a list or alone; numbers and booleans as text. */
    static List<String> strings(JsonNode node) {
        List<String> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> values.add(value.asText()));
        } else if (node.isValueNode()) {
            values.add(node.asText());
        }
        return values;
    }

    private static Statement compile(JsonNode statement, boolean variables) {
        boolean notPrincipal = statement.has("NotPrincipal");
        boolean notAction = statement.has("NotAction");
        boolean notResource = statement.has("NotResource");
        JsonNode principal = statement.path(notPrincipal ? "NotPrincipal" : "Principal");
        return new Statement(
                Optional.ofNullable(statement.get("Sid")).map(JsonNode::asText),
                statement.path("Effect").asText().equals("Allow") ? Effect.ALLOW : Effect.DENY,
                principal.isMissingNode() ? Optional.empty() : Optional.of(principals(principal)),
                notPrincipal,
                strings(statement.path(notAction ? "NotAction" : "Action")).stream()
                        .map(Glob::pattern)
                        .toList(),
                notAction,
                strings(statement.path(notResource ? "NotResource" : "Resource")).stream()
                        .map(resource -> ArnPattern.of(PolicyText.ofResource(resource, variables)))
                        .toList(),
                notResource,
                conditions(statement.path("Condition"), variables));
    }

    private static Principals principals(JsonNode node) {
        if (node.isTextual()) {
            return new Principals(true, Map.of());
        }
        Map<String, Set<String>> byType = new HashMap<>();
        node.properties().forEach(e -> byType.put(e.getKey(), new LinkedHashSet<>(strings(e.getValue()))));
        return new Principals(byType.getOrDefault("AWS", Set.of()).contains("*"), byType);
    }

    private static List<Condition> conditions(JsonNode block, boolean variables) {
        List<Condition> conditions = new ArrayList<>();
        block.properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> conditions.add(Condition.of(
                                ConditionOperator.named(operator.getKey()).orElseThrow(),
                                key.getKey(),
                                strings(key.getValue()),
                                variables))));
        return List.copyOf(conditions);
    }
}
