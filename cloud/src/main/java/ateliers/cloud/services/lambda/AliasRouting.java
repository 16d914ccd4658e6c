package ateliers.cloud.services.lambda;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/**
 * Aliases that send a part of their invocations to a second version.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html">Implement Lambda canary
 *     deployments using a weighted alias</a>
 */
final class AliasRouting {
    private static final String MEMBER =
            "' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map ";
    private static final double GOLDEN = 0.6180339887498949;

    private AliasRouting() {}

    /** The second version and its weight; empty where all goes to the first. */
    static Optional<Map.Entry<String, Double>> second(AliasConfiguration alias) {
        return Optional.ofNullable(alias.routingConfig())
                .flatMap(routing ->
                        routing.additionalVersionWeights().entrySet().stream().findFirst());
    }

    /** Whether an alias leads to a version at all. */
    static boolean leadsTo(AliasConfiguration alias, String number) {
        return alias.functionVersion().equals(number)
                || second(alias)
                        .filter(second -> second.getKey().equals(number))
                        .isPresent();
    }

    /**
     * The number of the version that takes an invocation. AWS throws dice; here the shares are spread evenly, so that a
     * hundred invocations divide alike each time, and nobody has to wait for luck.
     *
     * @param turn how many invocations came before
     */
    static String chosen(AliasConfiguration alias, long turn) {
        double spread = (turn + 1) * GOLDEN;
        return second(alias)
                .filter(second -> spread - Math.floor(spread) < second.getValue())
                .map(Map.Entry::getKey)
                .orElse(alias.functionVersion());
    }

    /**
     * What of a request's routing is kept; null where all goes to the first version.
     *
     * @param first the alias's first version
     */
    static AliasRoutingConfiguration checked(Function function, String first, AliasRoutingConfiguration routing) {
        Map<String, Double> weights = routing == null ? Map.of() : routing.additionalVersionWeights();
        if (weights.isEmpty()) {
            return null;
        }
        if (weights.size() > 1) {
            throw LambdaErrors.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        shape(weights);
        if (first.equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid("$LATEST is not supported for an alias pointing to more than 1 version");
        }
        String second = weights.keySet().iterator().next();
        if (second.equals(first)) {
            throw LambdaErrors.invalid("Invalid function version " + second + ". Function version " + second
                    + " is already included in routing configuration.");
        }
        if (!function.published.containsKey(second)) {
            throw LambdaErrors.notFound("Function not found: " + function.arn + ":" + second);
        }
        return routing;
    }

    private static void shape(Map<String, Double> weights) {
        Constraints constraints = LambdaErrors.constraints();
        String shown = "Value '" + new TreeMap<>(weights) + MEMBER;
        if (!weights.keySet().stream().allMatch(number -> number.matches("[0-9]{1,1024}"))) {
            constraints.broken(
                    shown + "keys must satisfy constraint: [Member must have length less than or equal to 1024,"
                            + " Member must have length greater than or equal to 1, Member must satisfy regular expression"
                            + " pattern: [0-9]+]");
        }
        if (!weights.values().stream().allMatch(weight -> weight != null && weight >= 0 && weight <= 1)) {
            constraints.broken(
                    shown + "value must satisfy constraint: [Member must have value less than or equal to 1.0,"
                            + " Member must have value greater than or equal to 0.0, Member must not be null]");
        }
        constraints.require();
    }
}
