package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.expression.ConditionReader;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.expression.ProjectionReader;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks of what requests with expressions have in common. */
final class Requests {
    private Requests() {}

    /**
     * The placeholders that a request was given.
     *
     * @param hasNames whether the parameter was given at all; given but empty is refused
     * @param hasValues the same
     */
    record Given(boolean hasNames, Map<String, String> names, boolean hasValues, Map<String, AttributeValue> values) {

        /** Names only, for operations that know no values. */
        static Given names(boolean hasNames, Map<String, String> names) {
            return new Given(hasNames, names, false, Map.of());
        }

        /** Refuses what cannot be a placeholder; errors about values say which placeholder's. */
        Placeholders placeholders() {
            return read(true);
        }

        /** The same for operations whose errors about values do not say which. */
        Placeholders bare() {
            return read(false);
        }

        /** Reads a projection, the only expression that uses them. */
        Optional<Projection> projection(String expression) {
            Placeholders placeholders = placeholders();
            Optional<Projection> projection = Requests.projection(expression, placeholders);
            placeholders.requireAllUsed();
            return projection;
        }

        private Placeholders read(boolean named) {
            if (hasNames && names.isEmpty()) {
                throw Validation.error("ExpressionAttributeNames must not be empty");
            }
            names.keySet().stream()
                    .filter(name -> !name.matches("#[A-Za-z0-9_]+"))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Validation.error(
                                "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + name + "\"");
                    });
            if (hasValues && values.isEmpty()) {
                throw Validation.error("ExpressionAttributeValues must not be empty");
            }
            values.keySet().stream()
                    .filter(name -> !name.matches(":[A-Za-z0-9_]+"))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Validation.error(
                                "ExpressionAttributeValues contains invalid key: Syntax error; key: \"" + name + "\"");
                    });
            return new Placeholders(hasNames ? names : Map.of(), hasValues ? values : Map.of(), named);
        }

        /**
         * Refuses placeholders without an expression.
         *
         * @param some whether there is an expression
         * @param kinds how the error names the expressions that could have been given
         */
        void requireExpressions(boolean some, String kinds) {
            requireExpressions(some, some, kinds);
        }

        /** The same where expressions that take names only may be given: projections. */
        void requireExpressions(boolean some, boolean someWithValues, String kinds) {
            if (!some && hasNames) {
                throw Validation.error("ExpressionAttributeNames can only be specified when using expressions");
            }
            if (!someWithValues && hasValues) {
                throw Validation.error("ExpressionAttributeValues can only be specified when using expressions: "
                        + kinds + (kinds.contains(" and ") ? " are null" : " is null"));
            }
        }
    }

    /** @param expression null for none */
    static Optional<Projection> projection(String expression, Placeholders placeholders) {
        return Optional.ofNullable(expression).map(text -> ProjectionReader.read(text, placeholders));
    }

    /** @param expression null for none */
    static Optional<Condition> filter(String expression, Placeholders placeholders) {
        return Optional.ofNullable(expression)
                .map(text -> ConditionReader.read("FilterExpression", text, placeholders));
    }

    /** The names of the parameters that were given, of pairs of a name and a value that may be null. */
    static List<String> present(String... namesAndValues) {
        List<String> present = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                present.add(namesAndValues[i]);
            }
        }
        return present;
    }

    /** The parameters of a request that expressions replaced in 2014. */
    static final class Legacy {
        private final List<String> given = new ArrayList<>();
        private final List<Parameter> checked = new ArrayList<>();

        /** One of them whose value DynamoDB can find wrong. */
        interface Parameter {
            /** What is wrong by the model alone. */
            default void constrain(Constraints constraints) {}

            /** Refuses the rest. */
            void require();
        }

        Legacy with(String parameter, boolean isGiven) {
            if (isGiven) {
                given.add(parameter);
            }
            return this;
        }

        /** The same where the value is to be checked as well; one that is not given has nothing to check. */
        Legacy with(String parameter, boolean isGiven, Parameter value) {
            checked.add(value);
            return with(parameter, isGiven);
        }

        void constrain(Constraints constraints) {
            checked.forEach(parameter -> parameter.constrain(constraints));
        }

        /** Refuses them beside expressions. */
        void requireUnmixed(List<String> expressions) {
            if (!given.isEmpty() && !expressions.isEmpty()) {
                throw Validation.error("Can not use both expression and non-expression parameters in the same request: "
                        + "Non-expression parameters: {" + String.join(", ", given) + "} Expression parameters: {"
                        + String.join(", ", expressions) + "}");
            }
        }

        /** Refuses them alone: in DynamoDB's words if they are wrong, otherwise because this cloud has none of them. */
        void requireNone() {
            checked.forEach(Parameter::require);
            if (!given.isEmpty()) {
                throw new Unsupported("dynamodb: the legacy parameter " + given.get(0));
            }
        }
    }
}
