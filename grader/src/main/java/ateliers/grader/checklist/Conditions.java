package ateliers.grader.checklist;

import ateliers.cloud.policy.AccessRequest;
import ateliers.cloud.policy.Caller;
import ateliers.cloud.policy.Evaluator;
import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import ateliers.cloud.policy.RequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The conditions of statements, by the keys that they look at, in small letters.
 *
 * @param byKey as blocks of conditions with this one key
 */
record Conditions(Map<String, ObjectNode> byKey) {
    private static final String ACCOUNT = "000000000000";
    private static final Caller ANYBODY = Caller.user(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/x");

    static Conditions of(List<JsonNode> statements) {
        Map<String, ObjectNode> byKey = new LinkedHashMap<>();
        statements.forEach(statement -> statement
                .path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(each -> byKey.computeIfAbsent(
                                        each.getKey().toLowerCase(Locale.ROOT),
                                        key -> JsonNodeFactory.instance.objectNode())
                                .withObjectProperty(operator.getKey())
                                .set(each.getKey(), each.getValue()))));
        return new Conditions(byKey);
    }

    Set<String> keys() {
        return byKey.keySet();
    }

    /** What a key is compared with. */
    List<String> values(String key) {
        return byKey.containsKey(key) ? texts(byKey.get(key)).distinct().toList() : List.of();
    }

    /** What any key is compared with. */
    Stream<String> values() {
        return byKey.values().stream().flatMap(Conditions::texts);
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isContainerNode()
                ? StreamSupport.stream(node.spliterator(), false).flatMap(Conditions::texts)
                : Stream.of(node.asText());
    }

    /** Whether all conditions on a key hold, by IAM's evaluation; those of one statement only. */
    boolean hold(String key, RequestContext context) {
        if (!byKey.containsKey(key)) {
            return true;
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        document.putArray("Statement")
                .addObject()
                .put("Effect", "Allow")
                .put("Action", "*")
                .put("Resource", "*")
                .set("Condition", byKey.get(key));
        return Evaluator.decide(
                        new AccessRequest(ANYBODY, "sts:AssumeRole", "*", ACCOUNT, context),
                        Grants.of(Policy.parse(document.toString(), PolicyKind.INLINE)),
                        Optional.empty())
                .isAllowed();
    }
}
