package ateliers.cloud.services.sns;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * A subscription's filter policy, compiled once.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">Subscription filter
 *     policies</a>
 */
final class FilterPolicy {
    private static final ObjectMapper JSON = Json.mapper();
    private static final int MAX_KEYS = 5;
    private static final int MAX_COMBINATIONS = 150;
    private static final String RULE = "policy";

    /** What the pattern language knows beyond SNS. */
    private static final Set<String> FOREIGN = Set.of("wildcard");

    private final Machine machine = Machine.builder().build();
    private final boolean onBody;

    private FilterPolicy(String policy, boolean onBody) {
        this.onBody = onBody;
        try {
            machine.addRule(RULE, policy);
        } catch (IOException e) {
            throw new UncheckedIOException("the policy was checked when it was set", e);
        }
    }

    /** Compiles a checked policy; null for one that says nothing. */
    static FilterPolicy of(String policy, boolean onBody) {
        return policy.replaceAll("\\s", "").equals("{}") ? null : new FilterPolicy(policy, onBody);
    }

    /**
     * Checks a policy.
     *
     * @param refusal makes the exception of words that begin with {@code FilterPolicy: }
     */
    static void check(String policy, boolean onBody, Function<String, AwsServiceException> refusal) {
        JsonNode tree = parse(policy, refusal);
        if (tree.isEmpty()) {
            return;
        }
        if (tree.size() > MAX_KEYS) {
            throw refusal.apply("FilterPolicy: Filter policy can not have more than 5 keys");
        }
        foreignOperator(tree).ifPresent(operator -> {
            throw refusal.apply("FilterPolicy: Unrecognized match type " + operator);
        });
        // The matcher makes a pattern of each combination: too many of them would never come to an end.
        boolean complex = combinations(tree, 1) > MAX_COMBINATIONS;
        String wrong = complex ? null : JsonRuleCompiler.check(policy);
        if (wrong != null) {
            throw refusal.apply("FilterPolicy: " + wrong);
        }
        if (!onBody && isNested(tree)) {
            throw SnsErrors.parameter("Filter policy scope MessageAttributes does not support nested filter policy");
        }
        if (complex) {
            throw refusal.apply("FilterPolicy: Filter policy is too complex");
        }
    }

    boolean matches(Notification notification) {
        Optional<String> event = onBody ? body(notification.filteredBody()) : Optional.of(attributes(notification));
        return event.isPresent() && matches(event.get());
    }

    private boolean matches(String event) {
        try {
            return !machine.rulesForJSONEvent(event).isEmpty();
        } catch (Exception e) { // what the machine cannot read as an event matches nothing
            return false;
        }
    }

    private static JsonNode parse(String policy, Function<String, AwsServiceException> refusal) {
        try {
            JsonNode tree = JSON.readTree(policy);
            if (tree != null && tree.isObject()) {
                return tree;
            }
            throw refusal.apply("FilterPolicy: Filter is not an object");
        } catch (JsonProcessingException e) {
            throw refusal.apply("FilterPolicy: failed to parse JSON. " + e.getMessage());
        }
    }

    private static boolean isNested(JsonNode tree) {
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            if (field.getKey().equals("$or")) {
                for (JsonNode alternative : field.getValue()) {
                    if (isNested(alternative)) {
                        return true;
                    }
                }
            } else if (field.getValue().isObject()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> foreignOperator(JsonNode tree) {
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            for (JsonNode value : field.getValue()) {
                Optional<String> found =
                        field.getKey().equals("$or") || field.getValue().isObject()
                                ? Optional.empty()
                                : value.properties().stream()
                                        .map(Map.Entry::getKey)
                                        .filter(FOREIGN::contains)
                                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The product, over the keys, of how many values each has times how deep it lies; alternatives are added up. */
    private static double combinations(JsonNode tree, int depth) {
        double product = 1;
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().equals("$or") && value.isArray()) {
                double sum = 0;
                for (JsonNode alternative : value) {
                    sum += combinations(alternative, depth);
                }
                product *= sum;
            } else if (value.isObject()) {
                product *= combinations(value, depth + 1);
            } else {
                product *= (double) Math.max(1, value.size()) * depth;
            }
        }
        return product;
    }

    private static Optional<String> body(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree != null && tree.isObject() ? Optional.of(body) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String attributes(Notification notification) {
        ObjectNode event = JSON.createObjectNode();
        notification.attributes().forEach((name, value) -> put(event, name, value));
        return event.toString();
    }

    private static void put(ObjectNode event, String name, MessageAttributeValue value) {
        if (value.dataType().startsWith("Number")) {
            event.put(name, new BigDecimal(value.stringValue().strip()));
        } else if (value.dataType().equals("String.Array")) {
            try {
                event.set(name, JSON.readTree(value.stringValue()));
            } catch (JsonProcessingException e) {
                event.put(name, value.stringValue());
            }
        } else if (value.dataType().startsWith("String")) {
            event.put(name, value.stringValue());
        }
        // binary values take no part in filtering
    }
}
