package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class EmbeddedTogetherTest {
    private static final String TABLE = "commandes";

    private final ExecutorService clients = Executors.newFixedThreadPool(2);
    private EmbeddedTarget target;
    private AwsClients aws;

    @BeforeEach
    void aTable() {
        target = EmbeddedTarget.start();
        aws = new AwsClients(target);
        aws.dynamoDb()
                .createTable(r -> r.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build()));
    }

    @AfterEach
    void noCloud() {
        clients.shutdownNow();
        aws.close();
        target.close();
    }

    @Test
    void bothOfTwoWhoReadAndThenWriteFindNothingEachTime() throws Exception {
        for (String id : List.of("c-1", "c-2", "c-3", "c-4", "c-5")) {
            try (Target.Together together = target.together(id, 2)) {
                assertThat(together).isNotNull();
                List<Future<Boolean>> created = clients.invokeAll(List.of(readThenWrite(id), readThenWrite(id)));

                assertThat(created.get(0).get()).isTrue();
                assertThat(created.get(1).get()).isTrue();
            }
        }
    }

    @Test
    void otherCallsAndThoseThatComeAfterAreNotHeld() {
        Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("c-1"));
        try (Target.Together together = target.together("c-9", Integer.MAX_VALUE)) {
            assertThat(together).isNotNull();
            aws.dynamoDb().putItem(r -> r.tableName(TABLE).item(item));
        }

        assertThat(aws.dynamoDb().scan(r -> r.tableName(TABLE)).items()).containsExactly(item);
    }

    private Callable<Boolean> readThenWrite(String id) {
        Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS(id));
        return () -> {
            boolean absent = !aws.dynamoDb()
                    .getItem(r -> r.tableName(TABLE).key(item).consistentRead(true))
                    .hasItem();
            aws.dynamoDb().putItem(r -> r.tableName(TABLE).item(item));
            return absent;
        };
    }
}
