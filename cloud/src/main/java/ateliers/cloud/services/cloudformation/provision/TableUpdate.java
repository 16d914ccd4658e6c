package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What of a table's properties changed, as the calls of UpdateTable that follow it: each may change one thing. */
record TableUpdate(
        JsonNode after, JsonNode before, Map<String, JsonNode> indexes, Map<String, JsonNode> indexesBefore) {

    static TableUpdate of(ObjectNode after, ObjectNode before) {
        return new TableUpdate(
                after,
                before,
                TableProvisioner.byName(after.path("GlobalSecondaryIndexes"), "IndexName"),
                TableProvisioner.byName(before.path("GlobalSecondaryIndexes"), "IndexName"));
    }

    /**
     * The calls, in order.
     *
     * @throws IllegalArgumentException in CloudFormation's words when it does not make such a change
     */
    List<UpdateTableRequest> requests(String table) {
        requireSmallChangeOfIndexes();
        List<UpdateTableRequest> requests = new ArrayList<>();
        if (changed("BillingMode") || changed("ProvisionedThroughput") || changed("GlobalSecondaryIndexes")) {
            capacity(table, requests);
        }
        indexesBefore.keySet().stream()
                .filter(name -> !indexes.containsKey(name))
                .forEach(name -> requests.add(UpdateTableRequest.builder()
                        .tableName(table)
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .delete(d -> d.indexName(name))
                                .build())
                        .build()));
        indexes.forEach((name, index) -> {
            if (!indexesBefore.containsKey(name)) {
                requests.add(creation(table, index));
            }
        });
        if (changed("StreamSpecification")) {
            stream(table, requests);
        }
        if (changed("DeletionProtectionEnabled") || changed("TableClass") || changed("SSESpecification")) {
            requests.add(settings(table));
        }
        return requests;
    }

    private boolean changed(String property) {
        return !before.path(property).equals(after.path(property));
    }

    private void requireSmallChangeOfIndexes() {
        long made = indexes.keySet().stream()
                .filter(name -> !indexesBefore.containsKey(name))
                .count();
        long deleted = indexesBefore.keySet().stream()
                .filter(name -> !indexes.containsKey(name))
                .count();
        if (made + deleted > 1) {
            throw new IllegalArgumentException(
                    "Cannot perform more than one GSI creation or deletion in a single update");
        }
        indexes.forEach((name, index) -> {
            JsonNode old = indexesBefore.get(name);
            if (old != null
                    && !(old.path("KeySchema").equals(index.path("KeySchema"))
                            && old.path("Projection").equals(index.path("Projection")))) {
                throw new IllegalArgumentException(
                        "Cannot update GSI's properties other than Provisioned Throughput and Contributor Insights"
                                + " Specification. You can create a new GSI with a different name.");
            }
        });
    }

    private void capacity(String table, List<UpdateTableRequest> requests) {
        List<GlobalSecondaryIndexUpdate> updates = new ArrayList<>();
        indexes.forEach((name, index) -> {
            JsonNode old = indexesBefore.get(name);
            ProvisionedThroughput throughput = TableProvisioner.index(index).provisionedThroughput();
            if (old != null
                    && throughput != null
                    && !old.path("ProvisionedThroughput").equals(index.path("ProvisionedThroughput"))) {
                updates.add(GlobalSecondaryIndexUpdate.builder()
                        .update(u -> u.indexName(name).provisionedThroughput(throughput))
                        .build());
            }
        });
        boolean own = changed("BillingMode") || changed("ProvisionedThroughput");
        if (!own && updates.isEmpty()) {
            return;
        }
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(table);
        if (own) {
            request.billingMode(after.path("BillingMode").asText("PROVISIONED"));
            if (after.has("ProvisionedThroughput")) {
                request.provisionedThroughput(
                        Shapes.fill(ProvisionedThroughput.builder(), after.path("ProvisionedThroughput"))
                                .build());
            }
        }
        if (!updates.isEmpty()) {
            request.globalSecondaryIndexUpdates(updates);
        }
        requests.add(request.build());
    }

    private UpdateTableRequest creation(String table, JsonNode index) {
        List<AttributeDefinition> definitions = new ArrayList<>();
        after.path("AttributeDefinitions")
                .forEach(each -> definitions.add(
                        Shapes.fill(AttributeDefinition.builder(), each).build()));
        CreateGlobalSecondaryIndexAction create =
                Shapes.fill(CreateGlobalSecondaryIndexAction.builder(), index).build();
        return UpdateTableRequest.builder()
                .tableName(table)
                .attributeDefinitions(definitions)
                .globalSecondaryIndexUpdates(
                        GlobalSecondaryIndexUpdate.builder().create(create).build())
                .build();
    }

    /** A stream's view type is changed by a new stream. */
    private void stream(String table, List<UpdateTableRequest> requests) {
        if (before.has("StreamSpecification")) {
            requests.add(UpdateTableRequest.builder()
                    .tableName(table)
                    .streamSpecification(s -> s.streamEnabled(false))
                    .build());
        }
        if (after.has("StreamSpecification")) {
            requests.add(UpdateTableRequest.builder()
                    .tableName(table)
                    .streamSpecification(TableProvisioner.stream(after))
                    .build());
        }
    }

    private UpdateTableRequest settings(String table) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(table);
        if (changed("DeletionProtectionEnabled")) {
            request.deletionProtectionEnabled(
                    after.path("DeletionProtectionEnabled").asBoolean());
        }
        if (changed("TableClass")) {
            request.tableClass(after.path("TableClass").asText("STANDARD"));
        }
        if (changed("SSESpecification")) {
            request.sseSpecification(TableProvisioner.encryption(after));
        }
        return request.build();
    }
}
