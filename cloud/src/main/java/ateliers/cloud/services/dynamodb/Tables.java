package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The tables of the account, by name. */
final class Tables {
    private final Place place;
    private final NavigableMap<String, Table> byName = new ConcurrentSkipListMap<>();

    Tables(Place place) {
        this.place = place;
    }

    /** The ARN of a table given by name or ARN. */
    String arn(String nameOrArn) {
        return place.arn("dynamodb", "table/" + name(nameOrArn));
    }

    /** The table of this name or ARN, for work with its items: one that is being made is not there yet. */
    Table active(String nameOrArn) {
        return find(nameOrArn)
                .filter(table -> table.status() != TableStatus.CREATING)
                .orElseThrow(() -> notFound(""));
    }

    /** The table of this name or ARN, for work with its definition. */
    Table described(String nameOrArn) {
        TableNames.require(nameOrArn);
        return find(nameOrArn).orElseThrow(() -> notFound(": Table: " + name(nameOrArn) + " not found"));
    }

    Optional<Table> find(String nameOrArn) {
        if (nameOrArn == null) {
            throw Validation.error("The parameter 'TableName' is required but was not present in the request");
        }
        return Optional.ofNullable(byName.get(name(nameOrArn)));
    }

    /** @param what follows the words that all such refusals begin with; empty for nothing */
    static AwsServiceException notFound(String what) {
        return AwsErrors.of(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                400,
                "Requested resource not found" + what);
    }

    /** The tags of the table with this ARN, of its indexes and streams, too. */
    Map<String, String> tags(String arn) {
        Arn named = Arn.of(arn);
        if (!named.type().equals("table")) {
            return Map.of();
        }
        Table table = byName.get(named.id().split("/", 2)[0]);
        if (table == null) {
            return Map.of();
        }
        table.lock.lock();
        try {
            return Map.copyOf(table.settings().tags);
        } finally {
            table.lock.unlock();
        }
    }

    /** Adds a new table. */
    void add(Table table) {
        if (byName.putIfAbsent(table.name(), table) != null) {
            throw AwsErrors.of(
                    ResourceInUseException.builder(),
                    "ResourceInUseException",
                    400,
                    "Table already exists: " + table.name());
        }
    }

    void remove(Table table) {
        if (byName.remove(table.name(), table)) {
            table.discard();
        }
    }

    /** All tables, in the order of their names. */
    NavigableMap<String, Table> all() {
        return byName;
    }

    private String name(String nameOrArn) {
        String prefix = place.arn("dynamodb", "table/");
        return nameOrArn.startsWith(prefix) ? nameOrArn.substring(prefix.length()) : nameOrArn;
    }
}
