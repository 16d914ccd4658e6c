package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Tags of tables. */
final class TableTags {
    private final Tables tables;

    TableTags(Tables tables) {
        this.tables = tables;
    }

    void add(String arn, boolean given, List<Tag> tags) {
        if (arn != null) {
            new Constraints().present("tags", given).require();
        }
        TableNames.requireArn(arn);
        if (tags.isEmpty()) {
            throw Validation.error("Atleast one Tag needs to be provided as Input.");
        }
        Table table = tables.find(arn).orElseThrow(() -> notFound(": ResourcArn: " + arn + " not found"));
        tags.forEach(tag -> refuseSystemTag(tag.key()));
        table.lock.lock();
        try {
            tags.forEach(tag -> table.settings().tags.put(tag.key(), tag.value()));
        } finally {
            table.lock.unlock();
        }
    }

    void remove(String arn, boolean given, List<String> keys) {
        if (arn != null) {
            new Constraints().present("tagKeys", given).require();
        }
        TableNames.requireArn(arn);
        if (keys.isEmpty()) {
            throw Validation.error("Atleast one Tag Key needs to be provided as Input.");
        }
        Table table = tables.find(arn).orElseThrow(() -> notFound(""));
        keys.forEach(TableTags::refuseSystemTag);
        table.lock.lock();
        try {
            table.settings().tags.keySet().removeAll(keys);
        } finally {
            table.lock.unlock();
        }
    }

    List<Tag> list(String arn) {
        TableNames.requireArn(arn);
        Table table = tables.find(arn).orElseThrow(() -> notFound(": ResourcArn: " + arn + " not found"));
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

    private static AwsServiceException notFound(String what) {
        return AwsErrors.of(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                400,
                "Requested resource not found" + what);
    }
}
