package ateliers.grader.targets;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table whose items have the key {@code id}. */
record TableById(AwsClients aws, String name) {

    /** Makes the table. */
    static TableById create(AwsClients aws, String name) {
        aws.dynamoDb()
                .createTable(r -> r.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build()));
        return new TableById(aws, name);
    }

    /** The item, or the key, that is nothing but its id. */
    static Map<String, AttributeValue> item(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    void put(String id) {
        aws.dynamoDb().putItem(r -> r.tableName(name).item(item(id)));
    }

    boolean holds(String id) {
        return aws.dynamoDb()
                .getItem(r -> r.tableName(name).key(item(id)).consistentRead(true))
                .hasItem();
    }
}
