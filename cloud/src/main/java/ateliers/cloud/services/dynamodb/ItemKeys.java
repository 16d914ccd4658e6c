package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Need;
import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.expression.ConditionReader;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.expression.ProjectionReader;
import ateliers.cloud.services.dynamodb.expression.UpdateReader;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition keys by which policies give access to some items and attributes of a table: whose partition keys, which
 * attributes, what of them is answered.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">Using IAM
 *     policy conditions for fine-grained access control</a>
 */
final class ItemKeys {
    private static final String NAME = "dynamodb:";

    private final Tables tables;
    private final String table;
    private final Requests.Given given;
    private final Set<String> leading = new LinkedHashSet<>();
    private final Set<String> attributes = new LinkedHashSet<>();
    private Optional<String> select = Optional.empty();
    private Optional<String> returned = Optional.empty();

    /** @param given with which the request's expressions are read */
    ItemKeys(Tables tables, String table, Requests.Given given) {
        this.tables = tables;
        this.table = table;
        this.given = given;
    }

    /** Items or keys that the request names. */
    ItemKeys items(Collection<Map<String, AttributeValue>> items) {
        Optional<String> partition = partition(Optional.empty());
        for (Map<String, AttributeValue> item : items) {
            attributes.addAll(item.keySet());
            partition.map(item::get).map(ItemKeys::text).ifPresent(leading::add);
        }
        return this;
    }

    /** The one item or key that the request names. */
    ItemKeys item(Map<String, AttributeValue> item) {
        return items(List.of(item));
    }

    /** A condition or filter; null for none. */
    ItemKeys condition(String expression) {
        attributes.addAll(
                names(expression, p -> condition(expression, p).paths().map(Path::attribute)));
        return this;
    }

    /** What an update changes; null for none. */
    ItemKeys update(String expression) {
        attributes.addAll(
                names(expression, p -> UpdateReader.read(expression, p).paths().map(Path::attribute)));
        return this;
    }

    /** The condition of a query on keys, of the table or of an index; null for none. */
    ItemKeys keyCondition(String expression, String index) {
        attributes.addAll(
                names(expression, p -> condition(expression, p).paths().map(Path::attribute)));
        partition(Optional.ofNullable(index))
                .ifPresent(name -> leading.addAll(names(
                        expression,
                        p -> Stream.ofNullable(KeyCondition.parts(condition(expression, p))
                                        .byAttribute()
                                        .get(name))
                                .flatMap(ItemKeys::literals))));
        return this;
    }

    /**
     * What is read of items.
     *
     * @param asked what the request says of it; null where it leaves it to DynamoDB
     */
    ItemKeys read(String projection, String asked, boolean ofIndex) {
        attributes.addAll(names(
                projection,
                p -> ProjectionReader.read(projection, p).paths().stream().map(Path::attribute)));
        String otherwise = ofIndex ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES";
        select = Optional.of(asked != null ? asked : projection != null ? "SPECIFIC_ATTRIBUTES" : otherwise);
        return this;
    }

    /** What a write answers; null for nothing. */
    ItemKeys returns(String values) {
        returned = Optional.of(values == null ? "NONE" : values);
        return this;
    }

    /** The need with these keys. */
    Need of(Need need) {
        Need keyed = leading.isEmpty() ? need : need.with(NAME + "LeadingKeys", leading.toArray(String[]::new));
        keyed = attributes.isEmpty() ? keyed : keyed.with(NAME + "Attributes", attributes.toArray(String[]::new));
        keyed = select.isEmpty() ? keyed : keyed.with(NAME + "Select", select.get());
        return returned.isEmpty() ? keyed : keyed.with(NAME + "ReturnValues", returned.get());
    }

    private Optional<String> partition(Optional<String> index) {
        return Optional.ofNullable(table)
                .flatMap(tables::find)
                .flatMap(found -> index.isEmpty()
                        ? Optional.of(found.key())
                        : found.index(index.get()).map(Index::key))
                .map(key -> key.partition().name());
    }

    private static Condition condition(String expression, Placeholders placeholders) {
        return ConditionReader.read("FilterExpression", expression, placeholders);
    }

    private List<String> names(String expression, Function<Placeholders, Stream<String>> reader) {
        if (expression == null) {
            return List.of();
        }
        try {
            return reader.apply(given.bare()).toList();
        } catch (AwsServiceException refused) {
            // The operation reads it again, and refuses it in DynamoDB's words.
            return List.of();
        }
    }

    private static Stream<String> literals(Condition condition) {
        return KeyCondition.literals(condition).stream().map(ItemKeys::text).filter(Objects::nonNull);
    }

    private static String text(AttributeValue value) {
        if (value.b() != null) {
            return Base64.getEncoder().encodeToString(value.b().asByteArray());
        }
        return value.s() != null ? value.s() : value.n();
    }
}
