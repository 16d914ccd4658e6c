package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The tables of the account. */
final class Tables {
    private final Place place;
    private final Map<String, Table> byName = new ConcurrentHashMap<>();

    Tables(Place place) {
        this.place = place;
    }

    /** The table of this name or ARN, for work with its items. */
    Table active(String nameOrArn) {
        return find(nameOrArn)
                .orElseThrow(() -> AwsErrors.of(
                        ResourceNotFoundException.builder(),
                        "ResourceNotFoundException",
                        400,
                        "Requested resource not found"));
    }

    Optional<Table> find(String nameOrArn) {
        String prefix = place.arn("dynamodb", "table/");
        String name = nameOrArn.startsWith(prefix) ? nameOrArn.substring(prefix.length()) : nameOrArn;
        return Optional.ofNullable(byName.get(name));
    }
}
