package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What is wrong by its model alone with a request that makes or changes a table. */
final class TableConstraints {
    private static final int MAX_KEY = 2;
    private static final int MAX_GLOBAL_KEY = 8;
    private static final int MAX_ATTRIBUTE_NAME = 255;
    private static final int MAX_NON_KEY_ATTRIBUTES = 20;
    private static final long MAX_UNITS = 1_000_000_000_000L;
    private static final List<String> BILLING = List.of("PROVISIONED", "PAY_PER_REQUEST");
    private static final List<String> CLASSES = List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");
    private static final List<String> VIEWS = List.of("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");

    private final Constraints constraints = Validation.constraints();

    private TableConstraints() {}

    static void require(CreateTableRequest request) {
        request.globalSecondaryIndexes().forEach(index -> requireSupported(index.keySchema()));
        TableConstraints all = new TableConstraints();
        all.constraints.given("attributeDefinitions", request.hasAttributeDefinitions());
        all.definitions(request.attributeDefinitions());
        all.constraints
                .also(RequestConstraints.name("tableName", TableNames.plain(request.tableName())))
                .oneOf("billingMode", request.billingModeAsString(), BILLING)
                .oneOf("tableClass", request.tableClassAsString(), CLASSES);
        all.throughput("provisionedThroughput", request.provisionedThroughput());
        all.key("keySchema", request.hasKeySchema(), request.keySchema());
        int number = 0;
        for (LocalSecondaryIndex index : request.localSecondaryIndexes()) {
            String member = "localSecondaryIndexes." + ++number + ".member.";
            all.index(member, index.indexName(), index.hasKeySchema(), index.keySchema(), index.projection());
        }
        number = 0;
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            String member = "globalSecondaryIndexes." + ++number + ".member.";
            all.index(member, index.indexName(), index.hasKeySchema(), index.keySchema(), index.projection());
            all.throughput(member + "provisionedThroughput", index.provisionedThroughput());
        }
        all.stream(request.streamSpecification());
        TableEncryption.constrain(all.constraints, request.sseSpecification());
        all.constraints.require();
        requireBounds(request.provisionedThroughput(), "");
        request.globalSecondaryIndexes()
                .forEach(index -> requireBounds(index.provisionedThroughput(), " for index " + index.indexName()));
    }

    static void require(UpdateTableRequest request) {
        request.globalSecondaryIndexUpdates().stream()
                .filter(update -> update.create() != null)
                .forEach(update -> requireSupported(update.create().keySchema()));
        TableConstraints all = new TableConstraints();
        all.definitions(request.attributeDefinitions());
        all.constraints
                .also(RequestConstraints.name("tableName", TableNames.plain(request.tableName())))
                .oneOf("billingMode", request.billingModeAsString(), BILLING)
                .oneOf("tableClass", request.tableClassAsString(), CLASSES);
        all.throughput("provisionedThroughput", request.provisionedThroughput());
        int number = 0;
        for (GlobalSecondaryIndexUpdate update : request.globalSecondaryIndexUpdates()) {
            all.update("globalSecondaryIndexUpdates." + ++number + ".member.", update);
        }
        all.stream(request.streamSpecification());
        TableEncryption.constrain(all.constraints, request.sseSpecification());
        all.constraints.require();
        requireBounds(request.provisionedThroughput(), "");
    }

    /** Keys of global indexes may have up to four attributes of each kind. */
    private static void requireSupported(List<KeySchemaElement> schema) {
        if (schema.size() > MAX_KEY && schema.size() <= MAX_GLOBAL_KEY) {
            throw new Unsupported("dynamodb: global secondary indexes with keys of more than two attributes");
        }
    }

    private void update(String member, GlobalSecondaryIndexUpdate update) {
        if (update.update() != null) {
            name(member + "update.indexName", update.update().indexName());
            constraints.present(
                    member + "update.provisionedThroughput", update.update().provisionedThroughput());
            throughput(member + "update.provisionedThroughput", update.update().provisionedThroughput());
        }
        if (update.create() != null) {
            var create = update.create();
            index(
                    member + "create.",
                    create.indexName(),
                    create.hasKeySchema(),
                    create.keySchema(),
                    create.projection());
            throughput(member + "create.provisionedThroughput", create.provisionedThroughput());
        }
        if (update.delete() != null) {
            name(member + "delete.indexName", update.delete().indexName());
        }
    }

    private void definitions(List<AttributeDefinition> definitions) {
        int number = 0;
        for (AttributeDefinition definition : definitions) {
            String member = "attributeDefinitions." + ++number + ".member.";
            attributeName(member + "attributeName", definition.attributeName());
            constraints
                    .present(member + "attributeType", definition.attributeTypeAsString())
                    .oneOf(member + "attributeType", definition.attributeTypeAsString(), List.of("B", "N", "S"));
        }
    }

    private void index(String member, String name, boolean hasKey, List<KeySchemaElement> key, Projection projection) {
        name(member + "indexName", name);
        key(member + "keySchema", hasKey, key);
        constraints.present(member + "projection", projection);
        if (projection != null) {
            constraints.oneOf(
                    member + "projection.projectionType",
                    projection.projectionTypeAsString(),
                    List.of("ALL", "INCLUDE", "KEYS_ONLY"));
            if (projection.hasNonKeyAttributes()) {
                List<String> names = projection.nonKeyAttributes();
                constraints.length(
                        member + "projection.nonKeyAttributes", names, names.size(), 1, MAX_NON_KEY_ATTRIBUTES);
            }
        }
    }

    private void name(String member, String name) {
        constraints.present(member, name).also(RequestConstraints.name(member, name));
    }

    private void key(String member, boolean given, List<KeySchemaElement> schema) {
        constraints.given(member, given);
        if (!given) {
            return;
        }
        constraints.length(member, schema, schema.size(), 1, MAX_KEY);
        int number = 0;
        for (KeySchemaElement element : schema) {
            String each = member + "." + ++number + ".member.";
            attributeName(each + "attributeName", element.attributeName());
            constraints
                    .present(each + "keyType", element.keyTypeAsString())
                    .oneOf(each + "keyType", element.keyTypeAsString(), List.of("HASH", "RANGE"));
        }
    }

    private void attributeName(String member, String name) {
        constraints.present(member, name).length(member, name, 1, MAX_ATTRIBUTE_NAME);
    }

    private void throughput(String member, ProvisionedThroughput throughput) {
        if (throughput != null) {
            units(member + ".writeCapacityUnits", throughput.writeCapacityUnits());
            units(member + ".readCapacityUnits", throughput.readCapacityUnits());
        }
    }

    private void units(String member, Long units) {
        constraints.present(member, units).between(member, units, 1, Long.MAX_VALUE);
    }

    private void stream(StreamSpecification stream) {
        if (stream != null) {
            constraints
                    .present("streamSpecification.streamEnabled", stream.streamEnabled())
                    .oneOf("streamSpecification.streamViewType", stream.streamViewTypeAsString(), VIEWS);
        }
    }

    private static void requireBounds(ProvisionedThroughput throughput, String where) {
        if (throughput != null) {
            requireBounds(throughput.readCapacityUnits(), "ReadCapacityUnits", where);
            requireBounds(throughput.writeCapacityUnits(), "WriteCapacityUnits", where);
        }
    }

    private static void requireBounds(long units, String kind, String where) {
        if (units > MAX_UNITS) {
            throw Validation.error("Given value " + units + " for " + kind + " is out of bounds" + where);
        }
    }
}
