package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Tags of tables. */
final class TableTags {
    private final Tables tables;

    TableTags(Tables tables) {
        this.tables = tables;
    }

    void add(String arn, List<Tag> tags) {
        if (tags.isEmpty()) {
            throw Validation.error("Atleast one Tag needs to be provided as Input.");
        }
        Table table = table(arn);
        tags.forEach(tag -> refuseSystemTag(tag.key()));
        table.lock.lock();
        try {
            tags.forEach(tag -> table.settings().tags.put(tag.key(), tag.value()));
        } finally {
            table.lock.unlock();
        }
    }

    void remove(String arn, List<String> keys) {
        if (keys.isEmpty()) {
            throw Validation.error("Atleast one Tag Key needs to be provided as Input.");
        }
        Table table = table(arn);
        keys.forEach(TableTags::refuseSystemTag);
        table.lock.lock();
        try {
            table.settings().tags.keySet().removeAll(keys);
        } finally {
            table.lock.unlock();
        }
    }

    List<Tag> list(String arn) {
        Table table = table(arn);
        table.lock.lock();
        try {
            return table.settings().tags.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
        } finally {
            table.lock.unlock();
        }
    }

    static void refuseSystemTag(String key) {
        if (SystemTags.refused(key)) {
            throw Validation.error(SystemTags.RULE);
        }
    }

    private Table table(String arn) {
        return tables.find(arn)
                .orElseThrow(() -> AwsErrors.of(
                        ResourceNotFoundException.builder(),
                        "ResourceNotFoundException",
                        400,
                        "Requested resource not found: ResourcArn: " + arn + " not found"));
    }
}
